package io.exo4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is measured: a kernel of the examples that other libraries have, too. All data are f32. */
public enum Operation {
  /** C += A B. */
  SGEMM("M N K", "i0 i1 i2 p0 p1 p2", "MK KN MN", 2, "MNK") {
    @Override
    public boolean isProduct() {
      return true;
    }

    /** There is a kernel of its own for several threads. */
    @Override
    public List<Call> calls(long[] s, int threads) {
      List<Call> all = super.calls(s, threads);
      return threads == 1
          ? all
          : List.of(new Call("sgemm_parallel", all.get(0).arguments()), all.get(0));
    }
  },
  /** relu of the sum of bias and convolution, channels innermost, stride 1, without padding. */
  CONV("N H W IC OC KH KW", "i0 i1 i2 i3 i4 i5 i6 p0 p1 p2 p3", "", 2, "") {
    @Override
    public long[] lengths(long[] s) {
      return new long[] {
        s[0] * (s[1] + s[5] - 1) * (s[2] + s[6] - 1) * s[3],
        s[5] * s[6] * s[3] * s[4],
        s[4],
        s[0] * s[1] * s[2] * s[4]
      };
    }

    @Override
    public double flops(long[] s) {
      return 2.0 * s[0] * s[1] * s[2] * s[3] * s[4] * s[5] * s[6];
    }

    @Override
    public boolean isProduct() {
      return true;
    }

    /** There is a kernel for three by three and 128 channels: sizes that are constants. */
    @Override
    public List<Call> calls(long[] s, int threads) {
      List<Call> all = new ArrayList<>(super.calls(s, threads));
      if (s[3] == 128 && s[4] == 128 && s[5] == 3 && s[6] == 3) {
        all.add(0, new Call("conv_3x3_128", arguments("i0 i1 i2 p0 p1 p2 p3", s)));
      }
      return all;
    }
  },
  /** y += a x. */
  SAXPY("n", "i0 f w0 w1", "n n", 2, "n"),
  /** The inner product of x and y. */
  SDOT("n", "i0 w0 w1 p2", "n n 1", 2, "n"),
  /** The sum of the absolute values of x. */
  SASUM("n", "i0 w0 p1", "n 1", 1, "n"),
  /** x *= -1: a factor that keeps the numbers as large as they are. */
  SSCAL("n", "i0 f-1 w0", "n", 1, "n"),
  /** y = x. */
  SCOPY("n", "i0 w0 w1", "n n", 1, "n"),
  /** x and y exchange what they hold. */
  SSWAP("n", "i0 w0 w1", "n n", 1, "n"),
  /** The plane rotation of x and y with cosine 0.6 and sine 0.8. */
  SROT("n", "i0 w0 w1 f0.6 f0.8", "n n", 6, "n"),
  /** y += a A x; A has M rows. */
  SGEMV("M N", "i0 i1 f v0 w1 w2", "MN N M", 2, "MN"),
  /** y += a A' x; A has M rows. */
  SGEMV_T("M N", "i0 i1 f v0 w1 w2", "MN M N", 2, "MN"),
  /** A += a x y'; A has M rows. */
  SGER("M N", "i0 i1 f w0 w1 v2", "M N MN", 2, "MN"),
  /** y += a S x; S is symmetric, its upper triangle is that of A. */
  SSYMV_UPPER("n", "i0 f v0 w1 w2", "nn n n", 2, "nn"),
  /** x = U x; U is the upper triangle of A. */
  STRMV_UPPER("n", "i0 v0 w1", "nn n", 1, "nn") {
    /**
     * Ones on the diagonal and little beside it: x neither fades, which is slow, nor grows soon.
     */
    @Override
    public float start(int operand, int at, float random, long[] of) {
      if (operand > 0) {
        return random;
      }
      return at / of[0] == at % of[0] ? 1 : random / (of[0] * of[0]);
    }
  };

  /** The factor that all contestants get. */
  public static final float ALPHA = 0.75f;

  private final List<String> sizes;
  private final List<String> arguments;
  private final List<String> lengths;
  private final double flops;
  private final String work;

  /**
   * @param sizes what they are called
   * @param arguments as in {@link Call}, without the sizes' values
   * @param lengths of the operands: products of sizes of one letter
   * @param flops floating-point operations for each unit of work
   * @param work a product of sizes, too
   */
  Operation(String sizes, String arguments, String lengths, double flops, String work) {
    this.sizes = words(sizes);
    this.arguments = words(arguments);
    this.lengths = words(lengths);
    this.flops = flops;
    this.work = work;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** The name of the kernel. */
  public String kernel() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The operation of that name. */
  public static Optional<Operation> of(String kernel) {
    return Arrays.stream(values()).filter(o -> o.kernel().equals(kernel)).findFirst();
  }

  /** What the sizes are called. */
  public List<String> sizes() {
    return sizes;
  }

  /** The lengths of the operands; the last one is what is written. */
  public long[] lengths(long[] of) {
    return lengths.stream().mapToLong(l -> product(l, of)).toArray();
  }

  /** Floating-point operations of one call. */
  public double flops(long[] of) {
    return flops * product(work, of);
  }

  /**
   * What is at a place of an operand before the first call.
   *
   * @param random a number from -1 to 1
   */
  public float start(int operand, int at, float random, long[] of) {
    return random;
  }

  private long product(String letters, long[] of) {
    return letters
        .chars()
        .filter(c -> c != '1')
        .mapToLong(c -> of[sizes.indexOf(Character.toString(c))])
        .reduce(1, (a, b) -> a * b);
  }

  /** Whether it uses each of its operands many times, so that multiply-adds bound it. */
  public boolean isProduct() {
    return false;
  }

  /** Bytes of all operands. */
  public double bytes(long[] sizes) {
    return 4.0 * Arrays.stream(lengths(sizes)).sum();
  }

  /**
   * A call of a kernel of ours.
   *
   * @param kernel the name of the kernel
   * @param arguments in its own order: {@code i:SIZE}, {@code f:FACTOR}, {@code p:OPERAND}; {@code
   *     w:OPERAND:STRIDES} for a window
   */
  public record Call(String kernel, List<String> arguments) {
    /** As a worker reads it. */
    String text() {
      return String.join(" ", arguments);
    }
  }

  /** Our kernels that do this with these sizes, the most special first. */
  public List<Call> calls(long[] of, int threads) {
    return List.of(new Call(kernel(), arguments(String.join(" ", arguments), of)));
  }

  private static List<String> arguments(String template, long[] of) {
    return words(template).stream()
        .map(
            a ->
                switch (a.charAt(0)) {
                  case 'i' -> "i:" + of[Integer.parseInt(a.substring(1))];
                  case 'f' -> "f:" + (a.length() > 1 ? a.substring(1) : Float.toString(ALPHA));
                  case 'w' -> "w:" + a.substring(1) + ":1";
                  case 'v' -> "w:" + a.substring(1) + ":" + of[of.length - 1] + ":1";
                  default -> "p:" + a.substring(1);
                })
        .toList();
  }
}
