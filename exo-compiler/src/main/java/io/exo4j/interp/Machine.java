package io.exo4j.interp;

/** What all frames of one run share. */
final class Machine {
  final InterpreterOptions options;

  /** Values of the control fields of configurations, by {@link ConfigSlots#control}. */
  final long[] controlFields;

  /** Data fields of configurations, by {@link ConfigSlots#data}. */
  final View[] dataFields;

  long stepsLeft;

  Machine(InterpreterOptions options, long[] controlFields, View[] dataFields) {
    this.options = options;
    this.controlFields = controlFields;
    this.dataFields = dataFields;
    this.stepsLeft = options.stepLimit();
  }
}
