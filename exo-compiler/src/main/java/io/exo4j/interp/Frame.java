package io.exo4j.interp;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import java.util.Optional;

/** The variables of one activation of a procedure. */
final class Frame {
  private static final int SHOWN_CALLERS = 8;

  final Machine machine;
  final Optional<Frame> caller;
  final String procName;
  final int depth;
  final long[] control;
  final View[] views;

  /** The statement being executed. */
  Site site;

  Frame(Machine machine, Optional<Frame> caller, CompiledProc proc) {
    this.machine = machine;
    this.caller = caller;
    this.procName = proc.name();
    this.depth = caller.map(c -> c.depth + 1).orElse(0);
    this.control = new long[proc.controlSlots()];
    this.views = new View[proc.viewSlots()];
    this.site = proc.header();
  }

  /** Goes on to a statement; counts it. */
  void step(Site next) {
    site = next;
    if (--machine.stepsLeft < 0) {
      throw fail(
          InterpCode.STEP_LIMIT,
          next.span(),
          "more than " + machine.options.stepLimit() + " statements were executed");
    }
  }

  /**
   * What to throw: the error with its place, the values of the control variables and the callers.
   *
   * @param span where; the statement being executed if it is {@link SourceSpan#NONE}
   */
  ExoException fail(InterpCode code, SourceSpan span, String message) {
    Diagnostic d = Diagnostic.error(code, span.isNone() ? site.span() : span, message);
    String values = Scope.values(site.scope(), control);
    if (!values.isEmpty()) {
      d = d.withCounterexample(values);
    }
    String where = site.text().map(t -> "in `" + t + "` of ").orElse("in ") + procName;
    d = d.withNote(site.span(), where);
    Optional<Frame> f = caller;
    for (int i = 0; i < SHOWN_CALLERS && f.isPresent(); i++) {
      Frame c = f.get();
      d = d.withNote(c.site.span(), "called from " + c.procName);
      f = c.caller;
    }
    return new ExoException(d);
  }
}
