package io.exo4j.interp;

import io.exo4j.diagnostics.SourceSpan;
import java.util.Optional;

/** A compiled call: control arguments by value, data arguments by reference. */
final class CallCode implements StmtCode {
  private final Site site;
  private final CompiledProc callee;

  /** In the order of {@link CompiledProc#controls}. */
  private final ControlCode[] controls;

  /** In the order of {@link CompiledProc#data}. */
  private final ViewCode[] views;

  CallCode(Site site, CompiledProc callee, ControlCode[] controls, ViewCode[] views) {
    this.site = site;
    this.callee = callee;
    this.controls = controls;
    this.views = views;
  }

  @Override
  public void run(Frame f) {
    f.step(site);
    int limit = f.machine.options.callDepthLimit();
    if (f.depth >= limit) {
      throw f.fail(
          InterpCode.CALL_DEPTH, SourceSpan.NONE, "calls are nested more than " + limit + " deep");
    }
    Frame g = new Frame(f.machine, Optional.of(f), callee);
    for (int i = 0; i < controls.length; i++) {
      g.control[callee.controls().get(i).slot()] = controls[i].eval(f);
    }
    for (int i = 0; i < views.length; i++) {
      g.views[callee.data().get(i).buffer().slot()] = views[i].eval(f);
    }
    callee.run(g, f);
  }
}
