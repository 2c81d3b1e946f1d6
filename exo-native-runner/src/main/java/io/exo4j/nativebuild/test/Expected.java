package io.exo4j.nativebuild.test;

import io.exo4j.interp.Interpreter;
import io.exo4j.interp.Program;
import io.exo4j.interp.WindowArgument;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the reference interpreter computes for the inputs that {@code exo_test.h} draws: one value a
 * line, as the bits of a double (of the integer itself for {@code i64}).
 */
final class Expected {
  private Expected() {}

  /**
   * The values of all buffers after each case.
   *
   * @throws io.exo4j.diagnostics.ExoException if the interpreter finds something undefined
   */
  static String text(Proc proc, List<TestCase> cases, List<Fill> fills) {
    Program program = Interpreter.compile(proc);
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < cases.size(); number++) {
      one(program, proc, cases.get(number), fills, number, text);
    }
    return text.toString();
  }

  private static void one(
      Program program,
      Proc proc,
      TestCase testCase,
      List<Fill> fills,
      int number,
      StringBuilder text) {
    Map<String, Object> arguments = new HashMap<>();
    Object[] data = new Object[testCase.layouts().size()];
    int control = 0;
    int buffer = 0;
    for (Arg arg : proc.args()) {
      if (arg.type().isData()) {
        DataType type = arg.type().asData().orElseThrow();
        TestCase.Layout layout = testCase.layouts().get(buffer);
        data[buffer] = draw(layout, fills.get(buffer), type.precision(), number, buffer);
        arguments.put(
            arg.name(),
            type.window()
                ? new WindowArgument(
                    data[buffer], 0, layout.strides().stream().mapToLong(Long::longValue).toArray())
                : data[buffer]);
        buffer++;
      } else {
        long value = testCase.controls().get(control++);
        boolean truth = arg.type().asControl().filter(t -> t == ControlType.BOOL).isPresent();
        arguments.put(arg.name(), truth ? (Object) (value != 0) : (Object) value);
      }
    }
    program.run(arguments);
    for (int b = 0; b < data.length; b++) {
      append(testCase.layouts().get(b), data[b], text);
    }
  }

  /** What the interpreter takes. */
  private static Object draw(
      TestCase.Layout layout, Fill fill, Precision precision, int number, int buffer) {
    double[] values = numbers(layout, fill, precision, number, buffer);
    return precision == Precision.I64
        ? java.util.Arrays.stream(values).mapToLong(v -> (long) v).toArray()
        : values;
  }

  /** The same numbers as {@code exo_draw}; floating ones are not rounded to the precision. */
  static double[] numbers(
      TestCase.Layout layout, Fill fill, Precision precision, int number, int buffer) {
    long[] state = {number * 1000003L + buffer * 7919L + 1};
    double[] values = new double[(int) layout.storage()];
    for (int i = 0; i < values.length; i++) {
      double u = (next(state) >>> 11) * 0x1p-53;
      values[i] =
          switch (fill.kind()) {
            case UNIFORM -> fill.low() + (fill.high() - fill.low()) * u;
            case INTEGERS -> fill.low() + Math.floor((fill.high() - fill.low() + 1) * u);
            case CONSTANT -> fill.low();
            case IOTA -> i;
          };
      if (!precision.isFloating()) {
        values[i] = wrap((long) values[i], precision);
      }
    }
    return values;
  }

  /** C's conversion of a large integer. */
  private static double wrap(long value, Precision precision) {
    int unused = 64 - precision.bits();
    return precision.isSigned() ? value << unused >> unused : value << unused >>> unused;
  }

  private static long next(long[] state) {
    state[0] += 0x9e3779b97f4a7c15L;
    long z = state[0];
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static void append(TestCase.Layout layout, Object data, StringBuilder text) {
    int rank = layout.extents().size();
    long[] at = new long[rank];
    long count = 1;
    for (long extent : layout.extents()) {
      count *= extent;
    }
    for (long k = 0; k < count; k++) {
      long place = 0;
      for (int d = 0; d < rank; d++) {
        place += at[d] * layout.strides().get(d);
      }
      long bits =
          data instanceof long[] whole
              ? whole[(int) place]
              : Double.doubleToRawLongBits(((double[]) data)[(int) place]);
      text.append(Long.toHexString(bits)).append('\n');
      for (int d = rank - 1; d >= 0; d--) {
        if (++at[d] < layout.extents().get(d)) {
          break;
        }
        at[d] = 0;
      }
    }
  }
}
