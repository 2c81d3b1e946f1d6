package io.exo4j.benchmarks;

/**
 * A library, and where it is called from.
 *
 * @param id its name towards its worker
 * @param label its name in the report
 * @param kind whose it is
 * @param worker the name of the worker
 */
record Contestant(String id, String label, Kind kind, String worker) {
  enum Kind {
    /** A kernel of ours, called from C. */
    OURS_C,
    /** A kernel of ours, called from the newest Java. */
    OURS_JAVA,
    /** A kernel of ours, called from an older Java, by JNI. */
    OURS_JNI,
    /** A library, called from C. */
    PEER_C,
    /** A library, called from Java. */
    PEER_JAVA,
    /** The processor alone: as many multiply-adds in registers. */
    PEAK;

    boolean isJava() {
      return this == OURS_JAVA || this == OURS_JNI || this == PEER_JAVA;
    }

    boolean isPeer() {
      return this == PEER_C || this == PEER_JAVA;
    }
  }
}
