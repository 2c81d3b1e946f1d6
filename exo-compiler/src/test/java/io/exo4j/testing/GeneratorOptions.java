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
 * @param features what else may occur
 */
public record GeneratorOptions(
    boolean exactFloats,
    List<Precision> precisions,
    int procedures,
    int statements,
    int depth,
    int maxSize,
    Set<Feature> features) {

  /** What may occur in a program. */
  public enum Feature {
    /** Configuration state. */
    CONFIGS,
    /** Parallel loops. */
    PARALLEL,
    /** Windows. */
    WINDOWS,
    /**
     * Externs whose result does not depend on the C library: relu, fmaxf, fminf, fabs, select; and
     * sqrt unless all data are exact.
     */
    EXTERNS,
    /** Also sin, cos, exp …; their last bits depend on the C library. */
    TRANSCENDENTAL,
    /** Stores that convert between precisions. */
    CONVERSIONS
  }

  /** Everything but transcendental functions, on every precision but R. */
  public static final GeneratorOptions DEFAULT =
      new GeneratorOptions(
          false, all(), 4, 12, 3, 5, EnumSet.complementOf(EnumSet.of(Feature.TRANSCENDENTAL)));

  /** Small programs of f32 and i32 whose floating data are exact: for tests of rewrites. */
  public static final GeneratorOptions REWRITES =
      new GeneratorOptions(
          true,
          List.of(Precision.F32, Precision.F32, Precision.I32),
          3,
          8,
          3,
          5,
          EnumSet.of(Feature.CONFIGS, Feature.PARALLEL, Feature.WINDOWS, Feature.EXTERNS));

  /** Copies the collections. */
  public GeneratorOptions {
    precisions = List.copyOf(precisions);
    features = Set.copyOf(features);
  }

  private static List<Precision> all() {
    Set<Precision> p = EnumSet.allOf(Precision.class);
    p.remove(Precision.R);
    return List.copyOf(p);
  }

  /** True if programs may have that. */
  boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** These options with other precisions; one that is named twice occurs twice as often. */
  public GeneratorOptions withPrecisions(List<Precision> p) {
    return new GeneratorOptions(exactFloats, p, procedures, statements, depth, maxSize, features);
  }

  /** These options with exact or ordinary floating data. */
  public GeneratorOptions withExactFloats(boolean exact) {
    return new GeneratorOptions(
        exact, precisions, procedures, statements, depth, maxSize, features);
  }

  /** These options with programs of another extent. */
  public GeneratorOptions withExtent(int procs, int stmts, int nesting) {
    return new GeneratorOptions(exactFloats, precisions, procs, stmts, nesting, maxSize, features);
  }

  /** These options with a feature or without it. */
  public GeneratorOptions with(Feature feature, boolean on) {
    Set<Feature> some = EnumSet.noneOf(Feature.class);
    some.addAll(features);
    if (on) {
      some.add(feature);
    } else {
      some.remove(feature);
    }
    return new GeneratorOptions(
        exactFloats, precisions, procedures, statements, depth, maxSize, some);
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
