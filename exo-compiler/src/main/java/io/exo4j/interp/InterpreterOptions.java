package io.exo4j.interp;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to run. Start from {@link #DEFAULT}.
 *
 * @param stepLimit how many statements may be executed in all; beyond that the run is refused
 * @param callDepthLimit how deeply calls may be nested
 * @param elementLimit how many elements one allocation may have
 * @param reverseParallel whether the iterations of {@code par} loops run last to first, which gives
 *     the same result if they do not conflict
 * @param undefinedArguments names of data arguments whose elements are undefined until they are
 *     written
 * @param externs the meanings of externs; absent: those that {@link java.util.ServiceLoader} finds.
 *     The built-in ones come after these
 */
public record InterpreterOptions(
    long stepLimit,
    int callDepthLimit,
    long elementLimit,
    boolean reverseParallel,
    Set<String> undefinedArguments,
    Optional<List<ExternSemantics>> externs) {
  /** No step limit, 200 nested calls, 64 Mi elements, everything else off. */
  public static final InterpreterOptions DEFAULT =
      new InterpreterOptions(Long.MAX_VALUE, 200, 1L << 26, false, Set.of(), Optional.empty());

  /** Copies the collections. */
  public InterpreterOptions {
    undefinedArguments = Set.copyOf(undefinedArguments);
    externs = externs.map(List::copyOf);
  }

  /** These options with another step limit. */
  public InterpreterOptions withStepLimit(long limit) {
    return new InterpreterOptions(
        limit, callDepthLimit, elementLimit, reverseParallel, undefinedArguments, externs);
  }

  /** These options with another limit of nested calls. */
  public InterpreterOptions withCallDepthLimit(int limit) {
    return new InterpreterOptions(
        stepLimit, limit, elementLimit, reverseParallel, undefinedArguments, externs);
  }

  /** These options with another limit of elements per allocation. */
  public InterpreterOptions withElementLimit(long limit) {
    return new InterpreterOptions(
        stepLimit, callDepthLimit, limit, reverseParallel, undefinedArguments, externs);
  }

  /** These options with {@code par} loops running backwards or forwards. */
  public InterpreterOptions withReverseParallel(boolean reverse) {
    return new InterpreterOptions(
        stepLimit, callDepthLimit, elementLimit, reverse, undefinedArguments, externs);
  }

  /** These options with other undefined arguments. */
  public InterpreterOptions withUndefinedArguments(Set<String> names) {
    return new InterpreterOptions(
        stepLimit, callDepthLimit, elementLimit, reverseParallel, names, externs);
  }

  /**
   * These options with the given meanings of externs, in order, instead of those of the class path.
   */
  public InterpreterOptions withExterns(List<ExternSemantics> semantics) {
    return new InterpreterOptions(
        stepLimit,
        callDepthLimit,
        elementLimit,
        reverseParallel,
        undefinedArguments,
        Optional.of(semantics));
  }
}
