package io.exo4j.testing;

import io.exo4j.ir.Precision;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What programs to generate.
 *
 * @param exactFloats whether all floating data are integers so small that every operation is exact:
 *     then sums may be reassociated and the precision of a buffer changed without changing the
 *     result
 * @param precisions those that occur
 * @param procedures how many, each may call those before it
 * @param statements about how many statements a procedure has
 * @param depth how deeply loops and conditions are nested at most
 * @param maxSize the greatest size argument
 * @param configs whether there is configuration state
 * @param parallel whether there are {@code par} loops
 * @param windows whether there are windows
 * @param externs whether there are externs whose result does not depend on the C library: relu,
 *     fmaxf, fminf, fabs, select; and sqrt unless {@code exactFloats}
 * @param transcendental whether there are also sin, cos, exp …; their last bits depend on the C
 *     library
 * @param conversions whether stores convert between precisions
 */
public record GeneratorOptions(
    boolean exactFloats,
    List<Precision> precisions,
    int procedures,
    int statements,
    int depth,
    int maxSize,
    boolean configs,
    boolean parallel,
    boolean windows,
    boolean externs,
    boolean transcendental,
    boolean conversions) {

  /** Everything but transcendental functions, on every precision but R. */
  public static final GeneratorOptions DEFAULT =
      new GeneratorOptions(false, all(), 4, 12, 3, 5, true, true, true, true, false, true);

  /** Small programs of f32 and i32 whose floating data are exact: for tests of rewrites. */
  public static final GeneratorOptions REWRITES =
      new GeneratorOptions(
          true,
          List.of(Precision.F32, Precision.F32, Precision.I32),
          3,
          8,
          3,
          5,
          true,
          true,
          true,
          true,
          false,
          false);

  private static List<Precision> all() {
    Set<Precision> p = EnumSet.allOf(Precision.class);
    p.remove(Precision.R);
    return List.copyOf(p);
  }

  /** These options with other precisions; one that is named twice occurs twice as often. */
  public GeneratorOptions withPrecisions(List<Precision> p) {
    return new GeneratorOptions(
        exactFloats,
        p,
        procedures,
        statements,
        depth,
        maxSize,
        configs,
        parallel,
        windows,
        externs,
        transcendental,
        conversions);
  }

  /** These options with exact or ordinary floating data. */
  public GeneratorOptions withExactFloats(boolean exact) {
    return new GeneratorOptions(
        exact,
        precisions,
        procedures,
        statements,
        depth,
        maxSize,
        configs,
        parallel,
        windows,
        externs,
        transcendental,
        conversions);
  }

  /** These options with programs of another extent. */
  public GeneratorOptions withExtent(int procs, int stmts, int nesting) {
    return new GeneratorOptions(
        exactFloats,
        precisions,
        procs,
        stmts,
        nesting,
        maxSize,
        configs,
        parallel,
        windows,
        externs,
        transcendental,
        conversions);
  }

  /** These options with configuration state or without. */
  public GeneratorOptions withConfigs(boolean on) {
    return new GeneratorOptions(
        exactFloats,
        precisions,
        procedures,
        statements,
        depth,
        maxSize,
        on,
        parallel,
        windows,
        externs,
        transcendental,
        conversions);
  }

  /** These options with parallel loops or without. */
  public GeneratorOptions withParallel(boolean on) {
    return new GeneratorOptions(
        exactFloats,
        precisions,
        procedures,
        statements,
        depth,
        maxSize,
        configs,
        on,
        windows,
        externs,
        transcendental,
        conversions);
  }

  /** These options with sin, cos, exp … or without. */
  public GeneratorOptions withTranscendental(boolean on) {
    return new GeneratorOptions(
        exactFloats,
        precisions,
        procedures,
        statements,
        depth,
        maxSize,
        configs,
        parallel,
        windows,
        externs,
        on,
        conversions);
  }

  /** The greatest magnitude that data of that precision may reach anywhere in a computation. */
  double limit(Precision p) {
    return switch (p) {
      case F16 -> exactFloats ? 2048 : 30000;
      case BF16 -> 256;
      case F32, R -> 1 << 24;
      case F64 -> 1L << 50;
      default -> Double.POSITIVE_INFINITY;
    };
  }
}
