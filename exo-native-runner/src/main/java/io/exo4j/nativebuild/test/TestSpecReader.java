package io.exo4j.nativebuild.test;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Proc;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.yaml.Tree;
import io.exo4j.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads test specifications. */
public final class TestSpecReader {
  private static final List<String> KEYS =
      List.of("kernel", "against", "sizes", "random", "inputs", "tolerance");
  private static final List<String> INSTRUCTION_KEYS = List.of("instructions");
  private static final Pattern RANGE =
      Pattern.compile("\\s*(-?\\d+)\\s*\\.\\.\\s*(-?\\d+)(?:\\s+step\\s+(\\d+))?\\s*");
  private static final int MAX_VALUES = 100_000;
  private static final long SEED = 1;

  private final SourceFile file;
  private final Map<String, Kernel> kernels;

  private TestSpecReader(SourceFile file, Map<String, Kernel> kernels) {
    this.file = file;
    this.kernels = kernels;
  }

  /**
   * What a file says.
   *
   * @param specs the tests of kernels
   * @param instructions the modules whose instructions are to be tested, with the place of each
   */
  public record Result(List<TestSpec> specs, Map<String, SourceSpan> instructions) {
    /** Copies the collections. */
    public Result {
      specs = List.copyOf(specs);
      instructions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(instructions));
    }
  }

  /**
   * Reads a file: one specification, or a list of them.
   *
   * @param kernels what is exported, by name
   * @throws ExoException if something in it is wrong; each independent mistake is in it
   */
  public static Result read(SourceFile file, Map<String, Kernel> kernels) {
    return new TestSpecReader(file, kernels).read();
  }

  private Result read() {
    List<TestSpec> specs = new ArrayList<>();
    Map<String, SourceSpan> instructions = new LinkedHashMap<>();
    Optional<Tree> tree = YamlReader.read(file);
    List<Diagnostic> errors = new ArrayList<>();
    for (Tree item : tree.map(TestSpecReader::items).orElse(List.of())) {
      try {
        Tree.Mapping map = mapping(item, "a test specification");
        if (map.get("instructions").isPresent()) {
          instructions(map, instructions);
        } else {
          specs.addAll(spec(map));
        }
      } catch (ExoException e) {
        errors.addAll(e.diagnostics());
      }
    }
    if (!errors.isEmpty()) {
      throw new ExoException(errors);
    }
    return new Result(specs, instructions);
  }

  /** A list, or one value that stands for a list of one. */
  private static List<Tree> items(Tree tree) {
    return tree instanceof Tree.Seq seq ? seq.items() : List.of(tree);
  }

  private static void instructions(Tree.Mapping map, Map<String, SourceSpan> modules) {
    known(map, INSTRUCTION_KEYS);
    for (Tree item : items(map.get("instructions").orElseThrow())) {
      Tree.Scalar scalar = scalar(item, "the module with the instructions");
      modules.put(scalar.text(), scalar.span());
    }
  }

  private List<TestSpec> spec(Tree.Mapping map) {
    known(map, KEYS);
    Tree names =
        map.get("kernel")
            .orElseThrow(
                () ->
                    error(
                        NativeTestCode.MISSING_KEY,
                        map.span(),
                        "a test specification says which 'kernel' it is about"));
    List<TestSpec> specs = new ArrayList<>();
    for (Tree name : items(names)) {
      Tree.Scalar scalar = scalar(name, "a kernel");
      Kernel kernel = kernel(scalar);
      Proc proc = kernel.reference();
      specs.add(
          new TestSpec(
              stem(file.name()),
              kernel.name(),
              against(map, kernel),
              sizes(map, proc),
              map.get("random").map(t -> random(t, proc)),
              inputs(map, proc),
              map.get("tolerance").map(TestSpecReader::tolerance),
              scalar.span()));
    }
    return specs;
  }

  private Kernel kernel(Tree.Scalar name) {
    Kernel kernel = kernels.get(name.text());
    if (kernel == null) {
      throw error(
          NativeTestCode.UNKNOWN_KERNEL,
          name.span(),
          "there is no exported kernel '" + name.text() + "'",
          suggestion(name.text(), List.copyOf(kernels.keySet())));
    }
    return kernel;
  }

  private static boolean against(Tree.Mapping map, Kernel kernel) {
    Optional<Tree> against = map.get("against");
    if (against.isEmpty()) {
      return false;
    }
    Tree.Scalar text = scalar(against.get(), "'against'");
    String source = kernel.name() + "@source";
    if (!text.text().equals(source) && !text.text().equals("interpreter")) {
      throw error(
          NativeTestCode.REFERENCE,
          text.span(),
          "'" + text.text() + "' is nothing that " + kernel.name() + " can be compared with",
          Optional.of("there are " + source + " and interpreter"));
    }
    return text.text().equals("interpreter");
  }

  private static List<TestSpec.Sizes> sizes(Tree.Mapping map, Proc proc) {
    List<TestSpec.Sizes> sizes = new ArrayList<>();
    map.get("sizes")
        .ifPresent(t -> items(t).forEach(item -> sizes.add(sizes(item, proc, List.of()))));
    return sizes;
  }

  private static TestSpec.Sizes sizes(Tree tree, Proc proc, List<String> except) {
    Map<String, List<Long>> values = new LinkedHashMap<>();
    for (Tree.Pair pair : mapping(tree, "sizes").pairs()) {
      if (!except.contains(pair.key().text())) {
        argument(proc, pair.key(), a -> !a.type().isData(), "size");
        values.put(pair.key().text(), values(pair.value()));
      }
    }
    return new TestSpec.Sizes(values, tree.span());
  }

  /** A number, a range, or a list of those. */
  private static List<Long> values(Tree tree) {
    List<Long> values = new ArrayList<>();
    for (Tree item : items(tree)) {
      Tree.Scalar scalar = scalar(item, "a size");
      String text = scalar.text().strip();
      Matcher range = RANGE.matcher(text);
      try {
        if (range.matches()) {
          range(range, values);
        } else if (text.equals("true") || text.equals("false")) {
          values.add(text.equals("true") ? 1L : 0L);
        } else {
          values.add(Long.parseLong(text.replace("_", "")));
        }
      } catch (NumberFormatException e) {
        throw error(
            NativeTestCode.SIZES,
            scalar.span(),
            "'" + text + "' is no size",
            Optional.of("a number, or a range such as \"1..70 step 23\""));
      }
      if (values.isEmpty() || values.size() > MAX_VALUES) {
        throw error(
            NativeTestCode.SIZES, scalar.span(), "'" + text + "' has no values, or too many");
      }
    }
    return values;
  }

  private static void range(Matcher range, List<Long> values) {
    long last = Long.parseLong(range.group(2));
    long step = range.group(3) == null ? 1 : Long.parseLong(range.group(3));
    if (step == 0) {
      throw new NumberFormatException();
    }
    for (long v = Long.parseLong(range.group(1));
        v <= last && values.size() <= MAX_VALUES;
        v += step) {
      values.add(v);
    }
  }

  private static TestSpec.Random random(Tree tree, Proc proc) {
    if (tree instanceof Tree.Mapping map) {
      Tree count =
          map.get("count")
              .orElseThrow(
                  () ->
                      error(
                          NativeTestCode.MISSING_KEY,
                          map.span(),
                          "'random' says how many sizes to draw: { count: 500 }"));
      return new TestSpec.Random(
          (int) number(count, 1, MAX_VALUES),
          map.get("seed").map(t -> number(t, Long.MIN_VALUE, Long.MAX_VALUE)).orElse(SEED),
          sizes(tree, proc, List.of("count", "seed")));
    }
    return new TestSpec.Random(
        (int) number(tree, 1, MAX_VALUES), SEED, new TestSpec.Sizes(Map.of(), tree.span()));
  }

  private static long number(Tree tree, long low, long high) {
    Tree.Scalar scalar = scalar(tree, "a number");
    try {
      long value = Long.parseLong(scalar.text().strip().replace("_", ""));
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the same message as for a number that is too large
    }
    throw error(
        NativeTestCode.SIZES,
        scalar.span(),
        "'" + scalar.text() + "' is no whole number from " + low + " to " + high);
  }

  private static Map<String, Fill> inputs(Tree.Mapping map, Proc proc) {
    Map<String, Fill> inputs = new LinkedHashMap<>();
    map.get("inputs")
        .ifPresent(
            tree -> {
              for (Tree.Pair pair : mapping(tree, "inputs").pairs()) {
                argument(proc, pair.key(), a -> a.type().isData(), "buffer");
                Tree.Scalar value = scalar(pair.value(), "an input");
                inputs.put(
                    pair.key().text(),
                    Fill.parse(value.text())
                        .orElseThrow(
                            () ->
                                error(
                                    NativeTestCode.INPUTS,
                                    value.span(),
                                    "'" + value.text() + "' is no input",
                                    Optional.of("inputs are " + String.join(", ", Fill.FORMS)))));
              }
            });
    return inputs;
  }

  private static Tolerance tolerance(Tree tree) {
    if (tree instanceof Tree.Scalar) {
      return new Tolerance(positive(tree), 0);
    }
    Tree.Mapping map = mapping(tree, "a tolerance");
    known(map, List.of("relative", "absolute"));
    return new Tolerance(
        map.get("relative").map(TestSpecReader::positive).orElse(0.0),
        map.get("absolute").map(TestSpecReader::positive).orElse(0.0));
  }

  private static double positive(Tree tree) {
    Tree.Scalar scalar = scalar(tree, "a tolerance");
    try {
      double value = Double.parseDouble(scalar.text().strip());
      if (value >= 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the same message as for a negative number
    }
    throw error(
        NativeTestCode.WRONG_SHAPE,
        scalar.span(),
        "'" + scalar.text() + "' is no tolerance: a number such as 1.0e-5");
  }

  // ---- checks ----

  private static void argument(Proc proc, Tree.Scalar name, Predicate<Arg> wanted, String kind) {
    List<String> names = proc.args().stream().filter(wanted).map(Arg::name).toList();
    if (!names.contains(name.text())) {
      throw error(
          NativeTestCode.UNKNOWN_ARGUMENT,
          name.span(),
          "kernel " + proc.name() + " has no " + kind + " '" + name.text() + "'",
          suggestion(name.text(), names));
    }
  }

  private static void known(Tree.Mapping map, List<String> keys) {
    for (Tree.Pair pair : map.pairs()) {
      if (!keys.contains(pair.key().text())) {
        throw error(
            NativeTestCode.UNKNOWN_KEY,
            pair.key().span(),
            "'" + pair.key().text() + "' means nothing here",
            suggestion(pair.key().text(), keys));
      }
    }
  }

  private static Optional<String> suggestion(String name, List<String> candidates) {
    return Suggest.didYouMean(name, candidates)
        .or(
            () ->
                candidates.isEmpty()
                    ? Optional.empty()
                    : Optional.of("there are " + String.join(", ", candidates)));
  }

  private static Tree.Scalar scalar(Tree tree, String what) {
    if (tree instanceof Tree.Scalar scalar && !scalar.isNull()) {
      return scalar;
    }
    throw error(
        NativeTestCode.WRONG_SHAPE,
        tree.span(),
        what + " must be a single value, not " + tree.describe());
  }

  private static Tree.Mapping mapping(Tree tree, String what) {
    if (tree instanceof Tree.Mapping mapping) {
      return mapping;
    }
    throw error(
        NativeTestCode.WRONG_SHAPE, tree.span(), what + " must be a map, not " + tree.describe());
  }

  private static ExoException error(NativeTestCode code, SourceSpan span, String message) {
    return error(code, span, message, Optional.empty());
  }

  private static ExoException error(
      NativeTestCode code, SourceSpan span, String message, Optional<String> hint) {
    return new ExoException(Diagnostic.error(code, span, message).withHint(hint));
  }

  /** The name of a file without directory and extension. */
  private static String stem(String path) {
    String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9_.-]", "_");
  }
}
