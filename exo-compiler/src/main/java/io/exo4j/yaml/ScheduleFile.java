package io.exo4j.yaml;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.ParamKind;
import io.exo4j.syntax.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The top level of a schedule file, read but not run.
 *
 * @param file the file
 * @param imports what it imports
 * @param params its parameters with their defaults
 * @param operations the definitions of its operations, by name
 * @param kernels the definitions of its kernels
 */
record ScheduleFile(
    SourceFile file,
    List<Tree.Scalar> imports,
    List<Tree.Pair> params,
    List<Tree.Pair> operations,
    List<Tree.Pair> kernels) {

  private static final List<String> KEYS = List.of("import", "params", "operations", "kernels");
  private static final List<String> KERNEL_KEYS =
      List.of("from", "export", "target", "variant_of", "steps");
  private static final List<String> OPERATION_KEYS = List.of("doc", "args", "steps");

  /** Kinds that only operations have. */
  private static final List<String> MORE_KINDS = List.of("any", "list");

  /**
   * Reads a file.
   *
   * @throws ExoException if it is no schedule file
   */
  static ScheduleFile read(SourceFile file) {
    Optional<Tree> tree = YamlReader.read(file);
    if (tree.isEmpty()) {
      return new ScheduleFile(file, List.of(), List.of(), List.of(), List.of());
    }
    Tree.Mapping m = Errors.mapping(tree.get(), "a schedule file");
    StepParser.keys(m, "a schedule file", KEYS);
    return new ScheduleFile(
        file, imports(m), section(m, "params"), section(m, "operations"), section(m, "kernels"));
  }

  private static List<Tree.Scalar> imports(Tree.Mapping m) {
    List<Tree.Scalar> out = new ArrayList<>();
    Optional<Tree> imports = m.get("import");
    if (imports.isPresent()) {
      for (Tree i : imports.get() instanceof Tree.Seq l ? l.items() : List.of(imports.get())) {
        out.add(Errors.scalar(i, "an import"));
      }
    }
    return out;
  }

  private static List<Tree.Pair> section(Tree.Mapping m, String key) {
    Optional<Tree> t = m.get(key);
    boolean empty = t.isEmpty() || t.get() instanceof Tree.Scalar s && s.isNull();
    return empty ? List.of() : Errors.mapping(t.get(), "'" + key + "'").pairs();
  }

  /** A name that the file defines. */
  private static String name(Tree.Scalar key, String what) {
    if (!key.text().matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
      throw Errors.of(
          YamlCode.WRONG_SHAPE, key.span(), "'" + key.text() + "' cannot be the name of " + what);
    }
    return key.text();
  }

  /** The parameters, later ones using earlier ones; values given from outside replace defaults. */
  Variables evaluateParams(Map<String, String> given) {
    Variables vars = Variables.none();
    for (Tree.Pair p : params) {
      String name = name(p.key(), "a parameter");
      vars =
          vars.with(
              name,
              given.containsKey(name) ? Value.ofPlain(given.get(name)) : param(p.value(), vars));
    }
    return vars;
  }

  private static Value param(Tree t, Variables vars) {
    if (t instanceof Tree.Seq l) {
      return new Value.Items(l.items().stream().map(x -> param(x, vars)).toList());
    }
    Tree.Scalar s = Errors.scalar(t, "a parameter");
    Interpolation in = new Interpolation(vars);
    Optional<Value> whole = in.whole(s.text(), s.span());
    if (whole.isPresent()) {
      return whole.get();
    }
    String text = in.splice(s.text(), s.span(), new LinkedHashMap<>());
    return s.plain() ? Value.ofPlain(text) : new Value.Text(text);
  }

  /** The names of the operations that the file defines. */
  List<String> operationNames() {
    return operations.stream().map(p -> p.key().text()).toList();
  }

  /**
   * The operations of the file.
   *
   * @param visible the names of all operations that their steps may use
   */
  Map<String, Operation> parseOperations(
      DirectiveRegistry registry, Set<String> visible, Variables vars) {
    StepParser parser = new StepParser(registry, visible);
    Map<String, Operation> out = new LinkedHashMap<>();
    for (Tree.Pair p : operations) {
      String name = name(p.key(), "an operation");
      if (registry.find(name).isPresent() || StepParser.CONTROL.contains(name)) {
        throw Errors.of(
            YamlCode.NAME_TAKEN, p.key().span(), "'" + name + "' is a directive already");
      }
      Tree.Mapping m = Errors.mapping(p.value(), "the operation '" + name + "'");
      StepParser.keys(m, "'" + name + "'", OPERATION_KEYS);
      out.put(
          name,
          new Operation(
              name,
              m.get("doc").map(t -> Errors.scalar(t, "'doc'").text()),
              m.get("args").map(ScheduleFile::args).orElse(List.of()),
              parser.steps(StepParser.key(m, name, "steps")),
              vars,
              p.key().span()));
    }
    return out;
  }

  private static List<Operation.Arg> args(Tree t) {
    List<Operation.Arg> out = new ArrayList<>();
    for (Tree.Pair p : Errors.mapping(t, "'args'").pairs()) {
      String name = name(p.key(), "an argument");
      if (p.value() instanceof Tree.Mapping m) {
        StepParser.keys(m, "'" + name + "'", List.of("kind", "default", "doc"));
        Tree.Scalar kind = Errors.scalar(StepParser.key(m, name, "kind"), "'kind'");
        out.add(new Operation.Arg(name, kind(kind), m.get("default")));
      } else {
        Tree.Scalar kind = Errors.scalar(p.value(), "the kind of '" + name + "'");
        out.add(new Operation.Arg(name, kind(kind), Optional.empty()));
      }
    }
    return out;
  }

  /** The kinds that an argument of an operation may have. */
  static List<String> kinds() {
    List<String> known = new ArrayList<>(MORE_KINDS);
    for (ParamKind k : ParamKind.values()) {
      if (k != ParamKind.STEP && k != ParamKind.CONSTANTS) {
        known.add(k.text());
      }
    }
    return known;
  }

  private static String kind(Tree.Scalar s) {
    if (!kinds().contains(s.text())) {
      throw Errors.of(
          YamlCode.WRONG_SHAPE,
          s.span(),
          "there is no kind '" + s.text() + "'",
          Suggest.didYouMean(s.text(), kinds()));
    }
    return s.text();
  }

  /** The definition of a kernel. */
  record Kernel(
      String name,
      Tree.Scalar from,
      boolean export,
      Optional<Tree.Scalar> target,
      Optional<Tree.Scalar> variantOf,
      List<Step> steps,
      SourceSpan span) {}

  /** The kernels of the file. */
  List<Kernel> parseKernels(DirectiveRegistry registry, Set<String> visible) {
    StepParser parser = new StepParser(registry, visible);
    List<Kernel> out = new ArrayList<>();
    for (Tree.Pair p : kernels) {
      String name = name(p.key(), "a kernel");
      if (!Parser.isName(name)) {
        throw Errors.of(
            YamlCode.WRONG_SHAPE,
            p.key().span(),
            "'" + name + "' cannot be the name of a kernel: it is a reserved word");
      }
      Tree.Mapping m = Errors.mapping(p.value(), "the kernel '" + name + "'");
      StepParser.keys(m, "'" + name + "'", KERNEL_KEYS);
      out.add(
          new Kernel(
              name,
              Errors.scalar(StepParser.key(m, name, "from"), "'from'"),
              m.get("export").map(ScheduleFile::bool).orElse(true),
              m.get("target").map(t -> Errors.scalar(t, "'target'")),
              m.get("variant_of").map(t -> Errors.scalar(t, "'variant_of'")),
              parser.steps(m, "steps"),
              p.key().span()));
    }
    return out;
  }

  private static boolean bool(Tree t) {
    Tree.Scalar s = Errors.scalar(t, "'export'");
    if (Value.ofPlain(s.text()) instanceof Value.Bool b) {
      return b.value();
    }
    throw Errors.of(
        YamlCode.WRONG_SHAPE, s.span(), "'export' is true or false, not '" + s.text() + "'");
  }
}
