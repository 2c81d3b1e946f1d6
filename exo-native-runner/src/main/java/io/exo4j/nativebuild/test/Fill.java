package io.exo4j.nativebuild.test;

import io.exo4j.ir.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a buffer holds before a kernel runs.
 *
 * @param kind how its elements are made
 * @param low the smallest, or the only, value
 * @param high the largest
 */
public record Fill(Kind kind, double low, double high) {
  /** How elements are made. */
  public enum Kind {
    /** Evenly distributed numbers. */
    UNIFORM,
    /** Evenly distributed whole numbers. */
    INTEGERS,
    /** The same number everywhere. */
    CONSTANT,
    /** 0, 1, 2 … in memory order. */
    IOTA
  }

  /** The forms that {@link #parse} reads, for messages. */
  static final List<String> FORMS =
      List.of("uniform(lo, hi)", "integers(lo, hi)", "constant(x)", "zeros", "ones", "iota");

  private static final String NUMBER = "\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*";
  private static final Pattern RANGE =
      Pattern.compile("(uniform|integers)\\(" + NUMBER + "," + NUMBER + "\\)");
  private static final Pattern ONE = Pattern.compile("constant\\(" + NUMBER + "\\)");

  /** Reads one of the {@link #FORMS}; empty if it is none. */
  static Optional<Fill> parse(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    try {
      Matcher range = RANGE.matcher(text);
      if (range.matches()) {
        double low = Double.parseDouble(range.group(2));
        double high = Double.parseDouble(range.group(3));
        Kind kind = range.group(1).equals("uniform") ? Kind.UNIFORM : Kind.INTEGERS;
        return low <= high ? Optional.of(new Fill(kind, low, high)) : Optional.empty();
      }
      Matcher one = ONE.matcher(text);
      if (one.matches()) {
        return Optional.of(constant(Double.parseDouble(one.group(1))));
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return switch (text) {
      case "zeros", "zero" -> Optional.of(constant(0));
      case "ones", "one" -> Optional.of(constant(1));
      case "iota" -> Optional.of(new Fill(Kind.IOTA, 0, 0));
      default -> Optional.empty();
    };
  }

  private static Fill constant(double value) {
    return new Fill(Kind.CONSTANT, value, value);
  }

  /**
   * What a buffer of that precision holds if nobody says: numbers around zero, all values of the
   * small integers, and integers that may be multiplied and added for a while.
   */
  static Fill standard(Precision precision) {
    return switch (precision) {
      case R, F16, BF16, F32, F64 -> new Fill(Kind.UNIFORM, -1, 1);
      case I8 -> new Fill(Kind.INTEGERS, -128, 127);
      case UI8 -> new Fill(Kind.INTEGERS, 0, 255);
      case I16 -> new Fill(Kind.INTEGERS, -32768, 32767);
      case UI16 -> new Fill(Kind.INTEGERS, 0, 65535);
      case I32, I64 -> new Fill(Kind.INTEGERS, -10000, 10000);
      case UI32 -> new Fill(Kind.INTEGERS, 0, 10000);
    };
  }
}
