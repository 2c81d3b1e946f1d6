package io.exo4j.nativebuild.bindings;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the Java and the C side agree on about one kernel, whichever variant runs.
 *
 * @param kernel the kernel
 * @param method the name of the Java method
 * @param linkClass the name of the nested Java class that holds the handles
 * @param params its parameters, in order, without the context
 * @param context whether a context is the first parameter
 * @param parallel whether any variant runs on several threads
 * @param checks the assertions that Java checks
 * @param contextChecks the assertions that mention configuration: the entry point checks them,
 *     which alone has the context for itself
 */
public record KernelShape(
    Kernel kernel,
    String method,
    String linkClass,
    List<Param> params,
    boolean context,
    boolean parallel,
    List<Expr> checks,
    List<Expr> contextChecks) {
  /** Names that the generated methods use themselves. */
  private static final List<String> RESERVED =
      List.of(
          "context", "status", "thrown", "one", "other", "LIBRARY", "Checks", "Region", "Math",
          "OffHeap", "Context");

  /** Copies the lists. */
  public KernelShape {
    params = List.copyOf(params);
    checks = List.copyOf(checks);
    contextChecks = List.copyOf(contextChecks);
  }

  /**
   * The shape of a kernel.
   *
   * @param method the name of its Java method
   * @param linkClass the name of the Java class for its handles
   * @param needsContext whether the C of any variant takes the configuration state
   * @throws ExoException if Java cannot call it
   */
  static KernelShape of(Kernel kernel, String method, String linkClass, boolean needsContext) {
    Proc reference = kernel.reference();
    reference.args().forEach(arg -> requireCallable(reference, arg));
    Map<String, Expr> assertions = new LinkedHashMap<>();
    boolean[] written = new boolean[reference.args().size()];
    boolean parallel = false;
    for (Variant variant : kernel.variants()) {
      Proc proc = variant.proc();
      requireSameSignature(reference, proc);
      Usage usage = Usage.of(proc);
      parallel |= usage.parallel();
      for (int i = 0; i < written.length; i++) {
        written[i] |= usage.writes(proc.args().get(i).sym());
      }
      for (Expr pred : inNamesOf(reference, proc)) {
        assertions.putIfAbsent(Printer.print(pred), pred);
      }
    }
    JavaNames names = new JavaNames(RESERVED);
    names.variable(linkClass);
    List<Param> params = new ArrayList<>();
    for (int i = 0; i < written.length; i++) {
      params.add(Param.of(reference.args().get(i), written[i], names));
    }
    List<Expr> checks = new ArrayList<>();
    List<Expr> contextChecks = new ArrayList<>();
    for (Expr pred : assertions.values()) {
      List<Expr.ReadConfig> reads = Mentions.in(pred).configs();
      reads.forEach(read -> requireVisible(reference, pred, read.config()));
      (reads.isEmpty() ? checks : contextChecks).add(pred);
    }
    return new KernelShape(
        kernel,
        method,
        linkClass,
        params,
        needsContext || !contextChecks.isEmpty(),
        parallel,
        checks,
        contextChecks);
  }

  /** The kernel's name. */
  public String name() {
    return kernel.name();
  }

  /** The kernel's name in the index, which is ASCII. */
  String indexName() {
    return CGlue.symbol(name());
  }

  /** The procedure that documents the kernel. */
  Proc proc() {
    return kernel.reference();
  }

  /** The parameter for an argument. */
  Param param(Sym sym) {
    return params.stream()
        .filter(p -> p.sym() == sym)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no argument " + sym));
  }

  /** The parameters that are memory. */
  List<Param> memory() {
    return params.stream().filter(Param::isMemory).toList();
  }

  private static List<Expr> inNamesOf(Proc reference, Proc proc) {
    Map<Sym, Expr> values = new HashMap<>();
    Map<Sym, Sym> buffers = new HashMap<>();
    for (int i = 0; i < proc.args().size(); i++) {
      Sym from = proc.args().get(i).sym();
      Sym to = reference.args().get(i).sym();
      if (proc.args().get(i).type().isData()) {
        buffers.put(from, to);
      } else {
        values.put(from, Expr.var(to));
      }
    }
    Substitution substitution = new Substitution(values, buffers);
    return proc.preds().stream().map(substitution::expr).toList();
  }

  // ---- what Java cannot call ----

  private static void requireCallable(Proc proc, Arg arg) {
    if (!arg.type().isData()) {
      return;
    }
    Memory memory = arg.memory();
    for (Memory m = memory; ; m = m.base().get()) {
      if (!m.readable() || m.window().isPresent() || !m.elements().isEmpty()) {
        throw new ExoException(
            Diagnostic.error(
                    BindingCode.MEMORY,
                    proc.span(),
                    "kernel %s cannot be exported: its argument %s is in %s, which Java cannot address"
                        .formatted(proc.name(), arg.name(), memory))
                .withHint("declare it @proc(export=False) if only other kernels call it"));
      }
      if (m.base().isEmpty()) {
        return;
      }
    }
  }

  private static void requireVisible(Proc proc, Expr pred, Config config) {
    if (!config.readwrite()) {
      throw new ExoException(
          Diagnostic.error(
                  BindingCode.CONFIG,
                  pred.span().isNone() ? proc.span() : pred.span(),
                  "kernel %s cannot be exported: its assertion '%s' cannot be checked, because %s can only be written"
                      .formatted(proc.name(), Printer.print(pred), config.name()))
              .withHint(
                  "declare it @proc(export=False), and export one that sets the fields itself"));
    }
  }

  private static void requireSameSignature(Proc reference, Proc proc) {
    boolean same = reference.args().size() == proc.args().size();
    for (int i = 0; same && i < reference.args().size(); i++) {
      Arg a = reference.args().get(i);
      Arg b = proc.args().get(i);
      same = a.name().equals(b.name()) && text(a.type()).equals(text(b.type()));
    }
    if (!same) {
      throw new ExoException(
          Diagnostic.error(
                  BindingCode.VARIANT,
                  proc.span(),
                  "%s is not a variant of %s: their arguments differ"
                      .formatted(proc.name(), reference.name()))
              .withNote(reference.span(), "the arguments that callers give"));
    }
  }

  /** The type's text; a precision that was never chosen is f32. */
  private static String text(Type type) {
    return type.asData()
        .map(d -> Printer.print((Type) d.withPrecision(chosen(d))))
        .orElseGet(() -> Objects.toString(type.asControl().orElseThrow()));
  }

  private static Precision chosen(DataType type) {
    return type.precision() == Precision.R ? Precision.F32 : type.precision();
  }
}
