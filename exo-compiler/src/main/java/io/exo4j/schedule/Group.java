package io.exo4j.schedule;

/** The chapters of the directive reference. */
public enum Group {
  /** Splitting, joining, reordering and unrolling loops. */
  LOOPS("Loops and branches"),
  /** Statements and expressions. */
  STATEMENTS("Statements and expressions"),
  /** Where values are kept. */
  BUFFERS("Buffers"),
  /** Configuration state. */
  CONFIGURATION("Configuration state"),
  /** Calls, instructions and the procedure as a whole. */
  PROCEDURES("Procedures"),
  /** Memories, precisions and the like. */
  ANNOTATIONS("Annotations"),
  /** Operations made of others. */
  LIBRARY("Composed operations");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  /** The chapter's title. */
  public String title() {
    return title;
  }
}
