package io.exo4j.nativebuild.instr;

import io.exo4j.interp.ConfigState;
import io.exo4j.interp.Interpreter;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One execution of an instruction: what goes in and what must come out.
 *
 * @param instr the instruction
 * @param harness the procedure that executes it, see {@link Harness}
 * @param operands what it is executed on
 * @param before the arrays before, one for each data operand: {@code double[]} or {@code long[]}
 * @param expected the arrays after
 */
record InstrCase(
    Proc instr, Proc harness, Operands operands, List<Object> before, List<Object> expected) {

  /** Fills the arrays with random numbers and lets the interpreter say what comes out. */
  static InstrCase of(
      Proc instr, Proc harness, Operands operands, Numbers numbers, boolean special) {
    List<Object> before = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    Map<String, Object> arguments = new HashMap<>();
    for (Layout l : operands.data()) {
      Object array = array(l, numbers, special);
      before.add(array);
      Object after = copy(array);
      expected.add(after);
      arguments.put(l.arg().name(), after);
    }
    Interpreter.run(harness, arguments, ConfigState.initial());
    return new InstrCase(instr, harness, operands, before, expected);
  }

  private static Object array(Layout l, Numbers numbers, boolean special) {
    Precision p = l.type().precision();
    int size = Math.toIntExact(l.size());
    if (p == Precision.I64) {
      long[] a = new long[size];
      for (int i = 0; i < size; i++) {
        a[i] = numbers.integer(p);
      }
      return a;
    }
    double[] a = new double[size];
    for (int i = 0; i < size; i++) {
      a[i] = p.isFloating() ? numbers.floating(p, special) : numbers.integer(p);
    }
    return a;
  }

  private static Object copy(Object array) {
    return array instanceof double[] d ? d.clone() : ((long[]) array).clone();
  }

  /** The bits of an element of an array. */
  static long bits(Layout l, Object array, int i) {
    return array instanceof double[] d
        ? Numbers.bits(l.type().precision(), d[i])
        : ((long[]) array)[i];
  }

  /**
   * What is wrong with an operand after the execution; empty if nothing.
   *
   * @param operand its number among the data operands
   * @param found the bits of the elements of its array
   * @param exact whether results must not differ at all
   */
  String compare(int operand, long[] found, boolean exact) {
    Layout l = operands.data().get(operand);
    Precision p = l.type().precision();
    StringBuilder wrong = new StringBuilder();
    int count = 0;
    for (int i = 0; i < found.length; i++) {
      long want = bits(l, expected.get(operand), i);
      if (found[i] != want && !close(p, found[i], want, exact)) {
        if (count++ < 4) {
          wrong.append(count == 1 ? "" : "; ").append(place(l, i)).append(" is ");
          wrong.append(text(p, found[i])).append(", not ").append(text(p, want));
          if (found[i] == bits(l, before.get(operand), i)) {
            wrong.append(" (unchanged)");
          } else if (want == bits(l, before.get(operand), i)) {
            wrong.append(" (must not change)");
          }
        }
      }
    }
    return count > 4 ? wrong + "; and " + (count - 4) + " more" : wrong.toString();
  }

  private static String place(Layout l, int i) {
    return l.contains(i)
        ? l.arg().name() + l.subscripts(i)
        : "what lies beside " + l.arg().name() + ", at " + l.subscripts(i) + ",";
  }

  private static String text(Precision p, long bits) {
    if (p == Precision.I64) {
      return Long.toString(bits);
    }
    double value = Numbers.value(p, bits);
    return p.isFloating() ? Double.toString(value) : Long.toString((long) value);
  }

  private static boolean close(Precision p, long found, long want, boolean exact) {
    if (!p.isFloating()) {
      return false;
    }
    double f = Numbers.value(p, found);
    double w = Numbers.value(p, want);
    return f == w
        || Double.isNaN(f) && Double.isNaN(w)
        || !exact && Math.abs(f - w) <= Exactness.tolerance(p, w);
  }
}
