package io.exo4j.yaml;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.CursorText;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.schedule.ArgValue;
import io.exo4j.schedule.Binder;
import io.exo4j.schedule.Procedure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Applies steps to a procedure. */
final class StepRunner {
  private static final int MAX_REPETITIONS = 1_000;

  /** A hole, or the number of a match: text that can only be a pattern. */
  private static final Pattern IS_PATTERN =
      Pattern.compile("(^|.*\\W)_(\\W.*|$)|.*#\\s*\\d+\\s*", Pattern.DOTALL);

  private final Map<String, Operation> operations;
  private final Expectations expectations;
  private final Consumer<String> output;
  private final Deque<String> calls = new ArrayDeque<>();

  /**
   * A runner.
   *
   * @param operations what steps may call
   * @param expectations checks what {@code expect} says
   * @param output takes what {@code print} prints
   */
  StepRunner(
      Map<String, Operation> operations, Expectations expectations, Consumer<String> output) {
    this.operations = operations;
    this.expectations = expectations;
    this.output = output;
  }

  /**
   * The procedure after these steps.
   *
   * @throws SchedulingException if a directive refuses or a place does not exist
   * @throws ExoException if the schedule itself is wrong
   */
  Procedure run(List<Step> steps, Procedure start, Variables variables) {
    Run run = new Run(start, variables);
    for (Step s : steps) {
      try {
        run.p = s.accept(run);
      } catch (ExoException e) {
        throw located(e, s);
      }
    }
    return run.p;
  }

  /** The schedule's place first; then what is wrong, and where in the code. */
  private static ExoException located(ExoException e, Step s) {
    List<Diagnostic> out = new ArrayList<>(e.diagnostics());
    Diagnostic d = out.get(0);
    if (d.span().file() != s.span().file()) {
      Diagnostic here = d.at(s.span());
      out.set(0, d.span().isNone() ? here : here.withNote(d.span(), "the place that it is about"));
    }
    return like(e, out);
  }

  /** A refusal, which {@code try} and {@code repeat} catch, stays one. */
  private static ExoException like(ExoException e, List<Diagnostic> diagnostics) {
    return e instanceof SchedulingException
        ? new SchedulingException(diagnostics)
        : new ExoException(diagnostics);
  }

  /** What a variable is to hold: text that can only be a cursor becomes one. */
  private Value value(Tree t, Procedure p, Variables vars) {
    if (t instanceof Tree.Seq l) {
      return new Value.Items(l.items().stream().map(x -> value(x, p, vars)).toList());
    }
    Tree.Scalar s = Errors.scalar(t, "a variable");
    Interpolation in = new Interpolation(vars);
    Optional<Value> whole = in.whole(s.text(), s.span());
    if (whole.isPresent()) {
      return whole.get();
    }
    Map<String, Cursor> cursors = new LinkedHashMap<>();
    String text = in.splice(s.text(), s.span(), cursors);
    if (!cursors.isEmpty() || CursorText.isRooted(text) || IS_PATTERN.matcher(text).matches()) {
      return new Value.Place(place(text, cursors, CursorText.Names.ANY, p, s.span()));
    }
    return s.plain() ? Value.ofPlain(text) : new Value.Text(text);
  }

  private static Cursor place(
      String text,
      Map<String, Cursor> cursors,
      CursorText.Names names,
      Procedure p,
      SourceSpan span) {
    return new CursorText(p.index(), live(cursors, p), span).read(text, names);
  }

  private static Map<String, Cursor> live(Map<String, Cursor> cursors, Procedure p) {
    Map<String, Cursor> live = new LinkedHashMap<>();
    for (Map.Entry<String, Cursor> e : cursors.entrySet()) {
      live.put(e.getKey(), p.forward(e.getValue()));
    }
    return live;
  }

  /** The steps of one list, one after the other; each gives the procedure after it. */
  private final class Run implements Step.Visitor<Procedure> {
    private Procedure p;
    private Variables vars;
    private Interpolation in;

    Run(Procedure p, Variables vars) {
      this.p = p;
      this.vars = vars;
      this.in = new Interpolation(vars);
    }

    @Override
    public Procedure apply(Step.Apply s) {
      Optional<ArgValue> args = s.arguments().map(in::argument);
      return p.apply(Binder.bind(s.directive(), args, s.span()));
    }

    @Override
    public Procedure call(Step.Call s) {
      Operation op = operations.get(s.operation());
      if (calls.contains(op.name())) {
        throw Errors.of(
            YamlCode.RECURSION, s.span(), "the operation '" + op.name() + "' calls itself");
      }
      Variables inner = new OperationArgs(op, p).bind(s.arguments().map(in::argument), s.span());
      calls.push(op.name());
      try {
        return StepRunner.this.run(op.steps(), p, inner);
      } catch (ExoException e) {
        throw inOperation(e, s);
      } finally {
        calls.pop();
      }
    }

    private ExoException inOperation(ExoException e, Step.Call s) {
      List<Diagnostic> out = new ArrayList<>(e.diagnostics());
      out.set(
          0,
          out.get(0).withNote(s.span(), "in the operation '" + s.operation() + "', called here"));
      return like(e, out);
    }

    @Override
    public Procedure let(Step.Let s) {
      for (Tree.Pair pair : s.values().pairs()) {
        vars = vars.with(pair.key().text(), value(pair.value(), p, vars));
      }
      in = new Interpolation(vars);
      return p;
    }

    @Override
    public Procedure each(Step.For s) {
      Procedure now = p;
      for (Value v : values(s)) {
        now = StepRunner.this.run(s.body(), now, vars.with(s.variable(), v));
      }
      return now;
    }

    private List<Value> values(Step.For s) {
      if (s.values() instanceof Tree.Scalar text) {
        Optional<Value> whole = in.whole(text.text(), text.span());
        if (whole.isPresent() && whole.get() instanceof Value.Items l) {
          return l.values();
        }
        if (whole.isEmpty() && IS_PATTERN.matcher(text.text()).matches()) {
          Map<String, Cursor> cursors = new LinkedHashMap<>();
          String pattern = in.splice(text.text(), text.span(), cursors);
          return new CursorText(p.index(), live(cursors, p), text.span())
              .all(pattern, CursorText.Names.ANY).stream().<Value>map(Value.Place::new).toList();
        }
        throw Errors.shape(text, "'for' goes over a list, not over " + text.describe());
      }
      List<Value> out = new ArrayList<>();
      for (Tree t : Errors.seq(s.values(), "what 'for' goes over").items()) {
        out.add(value(t, p, vars));
      }
      return out;
    }

    @Override
    public Procedure choose(Step.If s) {
      Optional<Value> v = in.whole(s.condition().text(), s.condition().span());
      Value c = v.orElseGet(() -> Value.ofPlain(s.condition().text()));
      if (!(c instanceof Value.Bool b)) {
        throw Errors.of(
            YamlCode.WRONG_SHAPE,
            s.condition().span(),
            "'when' needs a truth value, this is " + c.kind(),
            Optional.of("a condition is written $( … )"));
      }
      return StepRunner.this.run(b.value() ? s.then() : s.orElse(), p, vars);
    }

    @Override
    public Procedure repeat(Step.Repeat s) {
      Procedure now = p;
      for (int i = 0; i < MAX_REPETITIONS; i++) {
        Procedure next;
        try {
          next = StepRunner.this.run(s.body(), now, vars);
        } catch (SchedulingException e) {
          return now;
        }
        if (AlphaEquivalence.procs(next.proc(), now.proc())) {
          return now;
        }
        now = next;
      }
      throw Errors.of(
          YamlCode.ENDLESS,
          s.span(),
          "after " + MAX_REPETITIONS + " repetitions this still applies",
          Optional.of("'repeat' ends when a step no longer applies, or changes nothing"));
    }

    @Override
    public Procedure attempt(Step.Try s) {
      try {
        return StepRunner.this.run(s.body(), p, vars);
      } catch (SchedulingException e) {
        return StepRunner.this.run(s.orElse(), p, vars);
      }
    }

    @Override
    public Procedure print(Step.Print s) {
      output.accept(
          s.text()
              .map(t -> in.splice(t.text(), t.span(), new LinkedHashMap<>()))
              .orElseGet(p::print));
      return p;
    }

    @Override
    public Procedure expect(Step.Expect s) {
      expectations.check(s, p, in);
      return p;
    }

    @Override
    public Procedure fail(Step.Fail s) {
      String text = in.splice(s.text().text(), s.text().span(), new LinkedHashMap<>());
      throw new SchedulingException(Diagnostic.error(YamlCode.FAILED, s.span(), text));
    }
  }
}
