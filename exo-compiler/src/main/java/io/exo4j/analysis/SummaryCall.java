package io.exo4j.analysis;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One call: binds the formals, proves what the callee asks for, and walks over its body. */
final class SummaryCall {
  private final Summarizer walk;
  private final Stmt.Call call;
  private final Scope inner = new Scope();
  private final List<View> actualViews = new ArrayList<>();

  SummaryCall(Summarizer walk, Stmt.Call call) {
    this.walk = walk;
    this.call = call;
  }

  void run() {
    List<Arg> formals = call.callee().args();
    for (int i = 0; i < formals.size(); i++) {
      bind(formals.get(i), call.args().get(i));
    }
    Scope callerScope = walk.scope;
    Lifter callerLifter = walk.lifter;
    walk.enterScope(inner);
    boolean checked = walk.minds();
    if (checked) {
      shapes(formals);
    }
    Path outside = walk.path;
    Path known = walk.path;
    for (Expr p : call.callee().preds()) {
      walk.depth++;
      walk.touch(p);
      walk.depth--;
      Formula f = walk.condition(p);
      walk.require(
          AnalysisCode.ASSERTION_NOT_PROVED,
          f,
          call.span(),
          () ->
              "'"
                  + call.callee().name()
                  + "' asserts "
                  + Printer.print(p)
                  + ", which may not hold here");
      known = known.and(f);
    }
    for (Arg a : formals) {
      if (a.type() == ControlType.SIZE) {
        known = known.and(Formula.nonNegative(inner.ints.get(a.sym()).plus(-1)));
      }
    }
    if (checked) {
      overlaps(formals);
    }
    walk.path = known;
    if (!walk.outline) {
      if (walk.focus.isInto(call.callee())) {
        walk.depth++;
        walk.block(call.callee().body());
        walk.depth--;
      } else {
        windows(formals);
      }
    }
    // what the body learnt about merged configuration values stays true after it
    Path end = walk.path;
    walk.path = outside;
    for (Formula f : end.since(known)) {
      walk.path = walk.path.and(f);
    }
    walk.scope = callerScope;
    walk.lifter = callerLifter;
  }

  private void bind(Arg formal, Expr actual) {
    View none = null;
    if (formal.type() == ControlType.BOOL) {
      walk.touch(actual);
      inner.bools.put(formal.sym(), walk.condition(actual));
    } else if (!formal.type().isData()) {
      walk.touch(actual);
      Affine v = walk.integer(actual);
      inner.ints.put(formal.sym(), v);
      if (formal.type() == ControlType.SIZE && walk.minds()) {
        walk.require(
            AnalysisCode.SIZE_NOT_POSITIVE,
            Formula.nonNegative(v.plus(-1)),
            actual.span().isNone() ? call.span() : actual.span(),
            () ->
                "size argument '"
                    + formal.name()
                    + "' of '"
                    + call.callee().name()
                    + "' is not positive: "
                    + Printer.print(actual));
      }
    } else {
      View v = walk.views.argument(actual);
      inner.views.put(formal.sym(), v);
      actualViews.add(v);
      return;
    }
    actualViews.add(none);
  }

  /** Extents of actual and formal must agree. */
  private void shapes(List<Arg> formals) {
    for (int i = 0; i < formals.size(); i++) {
      Arg formal = formals.get(i);
      Optional<DataType> type = formal.type().asData();
      if (type.isEmpty()) {
        continue;
      }
      View v = inner.views.get(formal.sym());
      Expr actual = call.args().get(i);
      SourceSpan span = actual.span().isNone() ? call.span() : actual.span();
      for (int d = 0; d < type.get().rank() && d < v.rank(); d++) {
        Affine want = walk.integer(type.get().dims().get(d));
        Affine have = v.extents().get(d);
        walk.require(
            AnalysisCode.SHAPE_MISMATCH,
            Formula.and(Formula.equal(want, have), Formula.nonNegative(want.plus(-1))),
            span,
            argument(formal, want, d, have));
      }
    }
  }

  private Supplier<String> argument(Arg formal, Affine want, int d, Affine have) {
    return () ->
        "argument '"
            + formal.name()
            + "' of '"
            + call.callee().name()
            + "' must have extent "
            + want
            + " (positive) in dimension "
            + d
            + ", here it has "
            + have;
  }

  private void overlaps(List<Arg> formals) {
    Set<Sym> written = walk.writes.arguments(call.callee());
    for (int i = 0; i < formals.size(); i++) {
      for (int j = i + 1; j < formals.size(); j++) {
        View a = actualViews.get(i);
        View b = actualViews.get(j);
        if (a == null || b == null || a.root() != b.root()) {
          continue;
        }
        if (written.contains(formals.get(i).sym()) || written.contains(formals.get(j).sym())) {
          walk.require(
              AnalysisCode.ALIASING,
              disjoint(a, b),
              call.span(),
              overlap(formals.get(i), formals.get(j), a.root()));
        }
      }
      View v = actualViews.get(i);
      if (v != null && v.root().isConfig()) {
        ConfigKey key = v.root().config().orElseThrow();
        boolean touched = new ConfigMentions(key).in(call.callee());
        if (touched) {
          walk.require(
              AnalysisCode.ALIASING,
              Formula.FALSE,
              call.span(),
              () ->
                  "'"
                      + key
                      + "' is passed to '"
                      + call.callee().name()
                      + "', which uses that field itself");
        }
      }
    }
  }

  /**
   * An element of each argument, nobody knows which, is read and, if the callee modifies the
   * argument, perhaps written.
   */
  private void windows(List<Arg> formals) {
    Set<Sym> written = walk.writes.arguments(call.callee());
    for (int i = 0; i < formals.size(); i++) {
      View v = actualViews.get(i);
      if (v == null) {
        continue;
      }
      Path known = walk.path;
      List<Affine> at = new ArrayList<>();
      for (Affine extent : v.extents()) {
        Affine any = walk.terms.of(walk.terms.variable("at", Atom.Role.UNKNOWN));
        walk.path = walk.path.and(Formula.nonNegative(any)).and(Formula.less(any, extent));
        at.add(any);
      }
      windowAccess(Access.Kind.READ, v, at);
      if (written.contains(formals.get(i).sym())) {
        walk.path =
            walk.path.and(Formula.bool(walk.session.boolVariable("modified", Atom.Role.UNKNOWN)));
        windowAccess(Access.Kind.WRITE, v, at);
      }
      walk.path = known;
    }
  }

  private void windowAccess(Access.Kind kind, View v, List<Affine> at) {
    walk.access(kind, v.root(), v.locate(at), call.span(), Optional.empty(), Formula.FALSE);
  }

  private Supplier<String> overlap(Arg a, Arg b, Buffer root) {
    return () ->
        "arguments '"
            + a.name()
            + "' and '"
            + b.name()
            + "' of '"
            + call.callee().name()
            + "' may overlap in '"
            + root.name()
            + "'";
  }

  private Formula disjoint(View a, View b) {
    List<Formula> some = new ArrayList<>();
    for (int k = 0; k < a.offsets().size(); k++) {
      Affine aEnd = end(a, k);
      Affine bEnd = end(b, k);
      some.add(Formula.geq(a.offsets().get(k), bEnd));
      some.add(Formula.geq(b.offsets().get(k), aEnd));
    }
    return Formula.or(some);
  }

  private Affine end(View v, int k) {
    int d = v.dims().get(k);
    return d < 0 ? v.offsets().get(k).plus(1) : v.offsets().get(k).plus(v.extents().get(d));
  }

  /** Whether a procedure, or one that it calls, mentions a field. */
  private static final class ConfigMentions extends Walker {
    private final ConfigKey key;
    private boolean found;

    ConfigMentions(ConfigKey key) {
      this.key = key;
    }

    boolean in(Proc proc) {
      visit(proc);
      return found;
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      found |= key.equals(ConfigKey.of(e.config(), e.field()));
      return null;
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      found |= key.equals(ConfigKey.of(s.config(), s.field()));
      return super.writeConfig(s);
    }

    @Override
    public Void call(Stmt.Call s) {
      super.call(s);
      visit(s.callee());
      return null;
    }
  }
}
