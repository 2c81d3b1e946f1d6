package io.exo4j.nativebuild.test;

import io.exo4j.Exo;
import io.exo4j.analysis.ProofCache;
import io.exo4j.interp.Interpreter;
import io.exo4j.interp.Program;
import io.exo4j.interp.WindowArgument;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.nativebuild.model.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For Java tests: calls the generated method of a kernel, and compares what it computes with what
 * the reference interpreter makes of the kernel's source. Inputs are generated; sizes satisfy the
 * assertions and are small.
 *
 * <pre>{@code
 * @Test
 * void saxpyDoesWhatItsSourceSays() {
 *   KernelCheck.of(Saxpy.class, "saxpy", "saxpy.exo").verify();
 * }
 * }</pre>
 *
 * <p>The variant that is checked is the one that Java calls: {@code -Dexo.variant.saxpy=…} chooses
 * another. Kernels with configuration state, and those over {@code f16} or {@code bf16}, are left
 * to the native tests.
 */
public final class KernelCheck {
  private static final Path SOURCES = Path.of("src", "main", "exo");

  private final Class<?> type;
  private final Proc source;
  private final Optional<Tolerance> tolerance;
  private final Optional<Integer> random;

  private KernelCheck(
      Class<?> type, Proc source, Optional<Tolerance> tolerance, Optional<Integer> random) {
    this.type = type;
    this.source = source;
    this.tolerance = tolerance;
    this.random = random;
  }

  /**
   * A check of a kernel that is called like its source.
   *
   * @param type the generated class
   * @param kernel the name of the kernel, which is that of the method and of its source
   * @param file the file with its source, below {@code src/main/exo}
   * @return a check with chosen sizes
   * @throws UncheckedIOException if the file cannot be read
   * @throws io.exo4j.diagnostics.ExoException if the file has mistakes, or no such kernel
   */
  public static KernelCheck of(Class<?> type, String kernel, String file) {
    return of(type, kernel, SOURCES, file);
  }

  /**
   * The same with another source directory.
   *
   * @param type the generated class
   * @param kernel the name of the kernel, which is that of the method and of its source
   * @param directory where the sources are
   * @param file the file with the kernel's source, below that directory
   * @return a check with chosen sizes
   * @throws UncheckedIOException if the file cannot be read
   * @throws io.exo4j.diagnostics.ExoException if the file has mistakes, or no such kernel
   */
  public static KernelCheck of(Class<?> type, String kernel, Path directory, String file) {
    try {
      String text = Files.readString(directory.resolve(file));
      Exo exo = Exo.create(type.getClassLoader(), directory, ProofCache.inMemory(), warning -> {});
      return new KernelCheck(
          type, exo.parse(file, text).procedure(kernel).proc(), Optional.empty(), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same with a tolerance, see {@link Tolerance}.
   *
   * @param relative how far a result may be off for each unit of the size of the values
   * @param absolute how far a result may be off in any case, in units of the values
   * @return a check that allows as much
   */
  public KernelCheck withTolerance(double relative, double absolute) {
    return new KernelCheck(type, source, Optional.of(new Tolerance(relative, absolute)), random);
  }

  /**
   * The same with random sizes instead of chosen ones.
   *
   * @param count how many choices of sizes
   * @return a check with these
   */
  public KernelCheck withRandomSizes(int count) {
    return new KernelCheck(type, source, tolerance, Optional.of(count));
  }

  /**
   * Calls the kernel with every choice of sizes.
   *
   * @return how many there were
   * @throws AssertionError if a result differs, with the sizes and the first such element
   * @throws IllegalArgumentException if the generated class has no such method
   */
  public int verify() {
    CaseChooser chooser = new CaseChooser(Kernel.of(source), source);
    List<TestCase> cases =
        random
            .map(
                count ->
                    chooser.random(
                        new TestSpec.Random(count, 1, new TestSpec.Sizes(Map.of(), source.span()))))
            .orElseGet(chooser::standard);
    if (cases.isEmpty()) {
      throw new AssertionError("no sizes satisfy the assertions of " + source.name());
    }
    Program program = Interpreter.compile(source);
    for (int number = 0; number < cases.size(); number++) {
      new Run(program, cases.get(number), number).verify();
    }
    return cases.size();
  }

  // ---- one call ----

  private final class Run {
    private final Program program;
    private final TestCase sizes;
    private final int number;
    private final List<String> text = new ArrayList<>();

    Run(Program program, TestCase sizes, int number) {
      this.program = program;
      this.sizes = sizes;
      this.number = number;
    }

    void verify() {
      Map<String, Object> expected = new HashMap<>();
      Method method = method();
      Class<?>[] types = method.getParameterTypes();
      Object[] arguments = new Object[types.length];
      int control = 0;
      int buffer = 0;
      int next = 0;
      for (Arg arg : source.args()) {
        Optional<DataType> data = arg.type().asData();
        if (data.isEmpty()) {
          long value = sizes.controls().get(control++);
          text.add(arg.name() + "=" + value);
          Object argument = isTruth(arg) ? (Object) (value != 0) : (Object) value;
          expected.put(arg.name(), argument);
          arguments[next++] = argument;
          continue;
        }
        TestCase.Layout layout = sizes.layouts().get(buffer);
        Precision precision = data.get().precision();
        double[] values =
            Expected.numbers(layout, Fill.standard(precision), precision, number, buffer++);
        Object reference =
            precision == Precision.I64
                ? Arrays.stream(values).mapToLong(v -> (long) v).toArray()
                : values;
        long[] strides = layout.strides().stream().mapToLong(Long::longValue).toArray();
        expected.put(
            arg.name(),
            data.get().window() ? new WindowArgument(reference, 0, strides) : reference);
        arguments[next] =
            types[next].isArray()
                ? java(types[next].getComponentType(), values)
                : Array.get(java(types[next], values), 0);
        next++;
        if (data.get().window()) {
          arguments[next++] = 0L;
          for (long stride : strides) {
            arguments[next++] = stride;
          }
        }
      }
      call(method, arguments);
      program.run(expected);
      compare(types, arguments, expected);
    }

    private void compare(Class<?>[] types, Object[] arguments, Map<String, Object> expected) {
      int next = 0;
      for (Arg arg : source.args()) {
        Optional<DataType> data = arg.type().asData();
        if (data.isPresent() && types[next].isArray()) {
          Object want =
              expected.get(arg.name()) instanceof WindowArgument w
                  ? w.data()
                  : expected.get(arg.name());
          compare(arg.name(), data.get().precision(), arguments[next], want);
        }
        next += 1 + data.filter(DataType::window).map(d -> 1 + d.rank()).orElse(0);
      }
    }

    private void compare(String name, Precision precision, Object actual, Object expected) {
      Tolerance allowed =
          precision.isFloating()
              ? tolerance.orElseGet(() -> Tolerance.standard(precision))
              : new Tolerance(0, 0);
      double squares = 0;
      for (int i = 0; i < Array.getLength(expected); i++) {
        double want = ((Number) Array.get(expected, i)).doubleValue();
        squares += Double.isFinite(want) ? want * want / Array.getLength(expected) : 0;
      }
      for (int i = 0; i < Array.getLength(actual); i++) {
        double got = unsigned(precision, ((Number) Array.get(actual, i)).doubleValue());
        double want = ((Number) Array.get(expected, i)).doubleValue();
        double most =
            allowed.relative()
                    * Math.max(Math.sqrt(squares), Math.max(Math.abs(got), Math.abs(want)))
                + allowed.absolute();
        boolean same =
            got == want || Double.isNaN(got) && Double.isNaN(want) || Math.abs(got - want) <= most;
        if (!same) {
          throw new AssertionError(
              "%s with %s: element %d of %s is %s, not %s"
                  .formatted(source.name(), String.join(" ", text), i, name, got, want));
        }
      }
    }

    /** Java has no unsigned numbers. */
    private double unsigned(Precision precision, double value) {
      return value >= 0 || precision.isSigned() || precision.isFloating()
          ? value
          : value + Math.pow(2, precision.bits());
    }
  }

  private static boolean isTruth(Arg arg) {
    return arg.type().asControl().filter(t -> t == ControlType.BOOL).isPresent();
  }

  private void call(Method method, Object[] arguments) {
    try {
      method.invoke(null, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(type + " is not public", e);
    } catch (InvocationTargetException e) {
      throw new AssertionError(source.name() + " failed: " + e.getCause(), e.getCause());
    }
  }

  private static Object java(Class<?> element, double[] values) {
    Object array = Array.newInstance(element, values.length);
    for (int i = 0; i < values.length; i++) {
      if (element == float.class) {
        Array.setFloat(array, i, (float) values[i]);
      } else if (element == double.class) {
        Array.setDouble(array, i, values[i]);
      } else if (element == byte.class) {
        Array.setByte(array, i, (byte) (long) values[i]);
      } else if (element == short.class) {
        Array.setShort(array, i, (short) (long) values[i]);
      } else if (element == int.class) {
        Array.setInt(array, i, (int) (long) values[i]);
      } else {
        Array.setLong(array, i, (long) values[i]);
      }
    }
    return array;
  }

  /** The generated method over arrays that begin at their first element. */
  private Method method() {
    for (Method m : type.getMethods()) {
      if (m.getName().equals(source.name())
          && Modifier.isStatic(m.getModifiers())
          && fits(m.getParameterTypes())) {
        return m;
      }
    }
    throw new IllegalArgumentException(
        "%s has no method %s with the arguments of its source (there is none over f16 and bf16, nor"
                .formatted(type.getName(), source.name())
            + " with a context)");
  }

  private boolean fits(Class<?>[] types) {
    int next = 0;
    for (Arg arg : source.args()) {
      Optional<DataType> data = arg.type().asData();
      int more = data.filter(DataType::window).map(d -> 1 + d.rank()).orElse(0);
      if (next + more >= types.length) {
        return false;
      }
      Class<?> element = types[next].isArray() ? types[next].getComponentType() : types[next];
      boolean right =
          data.map(d -> element == element(d.precision()))
              .orElseGet(() -> element == (isTruth(arg) ? boolean.class : long.class));
      if (!right || data.isPresent() && data.get().rank() > 0 && !types[next].isArray()) {
        return false;
      }
      next++;
      for (int i = 0; i < more; i++) {
        if (types[next++] != long.class) {
          return false;
        }
      }
    }
    return next == types.length;
  }

  private static Class<?> element(Precision precision) {
    return switch (precision) {
      case R, F32 -> float.class;
      case F64 -> double.class;
      case I8, UI8 -> byte.class;
      case I16, UI16 -> short.class;
      case I32, UI32 -> int.class;
      case I64 -> long.class;
      case F16, BF16 -> void.class;
    };
  }
}
