package io.exo4j.interp;

import io.exo4j.ir.Extern;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions of {@code math.h}, for externs whose C template is a plain call such as {@code
 * cosf({0})} or {@code (double) pow({0}, {1})}.
 */
final class MathLibrary {
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*(?:\\(\\s*[\\w ]+\\))?\\s*(\\w+)\\s*\\(([^()]*(?:\\(\\s*[\\w ]+\\)[^()]*)*)\\)\\s*");
  private static final Pattern CAST = Pattern.compile("\\(\\s*[\\w ]+\\)|\\s");

  private MathLibrary() {}

  /** The function that the template calls, if it passes all arguments in order. */
  static Optional<ExternFunction> find(Extern.Overload overload) {
    Matcher m = CALL.matcher(overload.template());
    if (!m.matches()) {
      return Optional.empty();
    }
    StringBuilder inOrder = new StringBuilder();
    for (int i = 0; i < overload.params().size(); i++) {
      inOrder.append(i == 0 ? "" : ",").append('{').append(i).append('}');
    }
    if (!CAST.matcher(m.group(2)).replaceAll("").contentEquals(inOrder)) {
      return Optional.empty();
    }
    String name = m.group(1);
    int arity = overload.params().size();
    Optional<ExternFunction> exact = byName(name, arity);
    boolean suffixed = name.length() > 1 && (name.endsWith("f") || name.endsWith("l"));
    return exact.isPresent() || !suffixed
        ? exact
        : byName(name.substring(0, name.length() - 1), arity);
  }

  private static Optional<ExternFunction> byName(String name, int arity) {
    // where C and java.lang.Math have different names or meanings
    ExternFunction special =
        switch (name + "/" + arity) {
          case "fmax/2" -> a -> BuiltinExterns.fmax(a[0], a[1]);
          case "fmin/2" -> a -> BuiltinExterns.fmin(a[0], a[1]);
          case "fabs/1" -> a -> Math.abs(a[0]);
          case "fmod/2" -> a -> a[0] % a[1];
          case "fdim/2" -> a -> a[0] <= a[1] ? 0 : a[0] - a[1];
          case "copysign/2" -> a -> Math.copySign(a[0], a[1]);
          case "trunc/1" -> a -> a[0] < 0 ? Math.ceil(a[0]) : Math.floor(a[0]);
          case "round/1" -> a -> roundHalfAway(a[0]);
          case "nearbyint/1" -> a -> Math.rint(a[0]);
          case "exp2/1" -> a -> Math.pow(2, a[0]);
          case "log2/1" -> a -> log2(a[0]);
          case "pow/2" -> a -> pow(a[0], a[1]);
          case "fma/3" -> a -> fma(a[0], a[1], a[2]);
          default -> null;
        };
    return special != null ? Optional.of(special) : ofMath(name, arity);
  }

  /** {@code static double name(double, …)} of {@link Math}. */
  private static Optional<ExternFunction> ofMath(String name, int arity) {
    if (arity == 0) {
      return Optional.empty();
    }
    MethodType type = MethodType.methodType(double.class, Collections.nCopies(arity, double.class));
    try {
      MethodHandle method =
          MethodHandles.publicLookup()
              .findStatic(Math.class, name, type)
              .asSpreader(double[].class, arity);
      return Optional.of(args -> invoke(method, args));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return Optional.empty();
    }
  }

  private static double invoke(MethodHandle method, double[] args) {
    try {
      return (double) method.invokeExact(args);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // Math declares no checked exceptions
    }
  }

  private static double roundHalfAway(double x) {
    double below = Math.floor(Math.abs(x));
    return Math.copySign(Math.abs(x) - below >= 0.5 ? below + 1 : below, x);
  }

  /** Exact for powers of two. */
  private static double log2(double x) {
    int e = Math.getExponent(x);
    boolean power = x > 0 && e <= Double.MAX_EXPONENT && x == Math.scalb(1.0, e);
    return power ? e : Math.log(x) / Math.log(2);
  }

  /**
   * As in C, 1 to any power and anything to the power of 0 is 1, and so is -1 to an infinite power.
   */
  private static double pow(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
  }

  /**
   * {@code a * b + c}, rounded so that rounding it again to 24 bits or fewer gives the correctly
   * rounded result; for a product that is not exact in double, rounded to double.
   */
  private static double fma(double a, double b, double c) {
    double product = a * b;
    double sum = product + c;
    boolean exactProduct = Math.fma(a, b, -product) == 0;
    boolean narrow = a == (float) a && b == (float) b && c == (float) c;
    if (!exactProduct || !narrow || Double.isNaN(sum) || Double.isInfinite(sum)) {
      return Math.fma(a, b, c);
    }
    double rest = sum - product;
    double error = (product - (sum - rest)) + (c - rest);
    if (error == 0 || (Double.doubleToRawLongBits(sum) & 1) != 0) {
      return sum;
    }
    return error > 0 ? Math.nextUp(sum) : Math.nextDown(sum);
  }
}
