package io.exo4j.nativebuild.bindings;

import io.exo4j.backend.CContext;
import io.exo4j.backend.CModule;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Expr;
import io.exo4j.nativebuild.model.Kernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration state of a library. Where only one C file uses any, it is that file's struct.
 * Where several do, or an assertion mentions a field that no C file does, each has a struct with
 * the configurations that it mentions; the state is then a struct with every field once, and the
 * entry points copy between the two, so that all kernels of the library see the same values.
 */
final class CState {
  /** The struct with every field; used if there are several others. */
  static final String MERGED = "exo_state";

  private final List<CContext> contexts;
  private final List<StateField> fields;
  private final boolean merged;

  private CState(List<CContext> contexts, List<StateField> fields, boolean merged) {
    this.contexts = contexts;
    this.fields = fields;
    this.merged = merged;
  }

  static CState of(List<CModule> modules, List<Kernel> kernels) {
    List<CContext> contexts =
        modules.stream().map(CModule::context).flatMap(Optional::stream).toList();
    Map<String, StateField> fields = new LinkedHashMap<>();
    for (CContext context : contexts) {
      for (CContext.Member member : context.members()) {
        for (CContext.Field field : member.fields()) {
          add(fields, member.config(), member.name(), field);
        }
      }
    }
    int declared = fields.size();
    for (Expr.ReadConfig read : asserted(kernels)) {
      ConfigField field = read.config().field(read.field());
      String config = read.config().name();
      add(fields, config, config, new CContext.Field(field, field.name(), ctype(field)));
    }
    boolean merged = contexts.size() > 1 || fields.size() > declared;
    return new CState(
        contexts,
        fields.values().stream().map(f -> merged ? f.withLvalue(f.symbol()) : f).toList(),
        merged);
  }

  private static void add(
      Map<String, StateField> fields, String config, String member, CContext.Field field) {
    String name = field.field().name();
    fields.putIfAbsent(
        config + "." + name,
        new StateField(
            config,
            name,
            field.field().type(),
            member + "." + field.name(),
            field.ctype(),
            CGlue.symbol(member + "__" + field.name()),
            JavaNames.upperCamel(config) + JavaNames.upperCamel(name)));
  }

  private static List<Expr.ReadConfig> asserted(List<Kernel> kernels) {
    return kernels.stream()
        .flatMap(kernel -> kernel.variants().stream())
        .flatMap(variant -> variant.proc().preds().stream())
        .flatMap(pred -> Mentions.in(pred).configs().stream())
        .filter(read -> read.config().readwrite())
        .toList();
  }

  /** Assertions mention control values only. */
  private static String ctype(ConfigField field) {
    return field.type().asControl().filter(ControlType.BOOL::equals).isPresent()
        ? "bool"
        : "int64_t";
  }

  /** The fields that Java may get and set. */
  List<StateField> fields() {
    return fields;
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The C type of the state that Java holds. */
  String type() {
    return merged ? MERGED : contexts.get(0).typeName();
  }

  /** The field, as an lvalue of the state that {@code pointer} points to. */
  String lvalue(StateField field, String pointer) {
    return pointer + "->" + field.lvalue();
  }

  /** The field with that name. */
  StateField field(String config, String field) {
    return fields.stream()
        .filter(f -> f.config().equals(config) && f.field().equals(field))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no state " + config + "." + field));
  }

  /** Defines the merged struct, if there is one. */
  void define(Source out) {
    if (!merged) {
      return;
    }
    out.line("#include <stdbool.h>").line("");
    out.line("/* The state that the kernels share, whichever C file they are in. */");
    out.open("typedef struct {");
    fields.forEach(f -> out.line(f.ctype() + " " + f.lvalue() + ";"));
    out.close("} " + MERGED + ";").line("");
  }

  /** Copies the state into a local struct for a function, and gives the argument to pass. */
  String enter(Source out, Optional<CContext> context, String pointer) {
    if (!merged || context.isEmpty()) {
      return pointer;
    }
    out.line(context.get().typeName() + " exo_local;");
    copies(context.get())
        .forEach(
            (local, shared) ->
                out.line("exo_local." + local + " = " + pointer + "->" + shared + ";"));
    return "&exo_local";
  }

  /** Copies the local struct back. */
  void leave(Source out, Optional<CContext> context, String pointer) {
    if (merged && context.isPresent()) {
      copies(context.get())
          .forEach(
              (local, shared) -> out.line(pointer + "->" + shared + " = exo_local." + local + ";"));
    }
  }

  private Map<String, String> copies(CContext context) {
    Map<String, String> copies = new LinkedHashMap<>();
    for (CContext.Member member : context.members()) {
      for (CContext.Field field : member.fields()) {
        copies.put(
            member.name() + "." + field.name(),
            field(member.config(), field.field().name()).lvalue());
      }
    }
    return copies;
  }
}
