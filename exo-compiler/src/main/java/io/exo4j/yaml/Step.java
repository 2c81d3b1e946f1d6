package io.exo4j.yaml;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.schedule.DirectiveSpec;
import java.util.List;
import java.util.Optional;

/** A step of a schedule. */
sealed interface Step {
  /** Where it was written. */
  SourceSpan span();

  /** What to do for each kind. */
  <T> T accept(Visitor<T> visitor);

  /** One method per kind. */
  interface Visitor<T> {
    T apply(Apply step);

    T call(Call step);

    T let(Let step);

    T each(For step);

    T choose(If step);

    T repeat(Repeat step);

    T attempt(Try step);

    T print(Print step);

    T expect(Expect step);

    T fail(Fail step);
  }

  /** A directive. */
  record Apply(DirectiveSpec directive, Optional<Tree> arguments, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.apply(this);
    }
  }

  /** An operation. */
  record Call(String operation, Optional<Tree> arguments, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.call(this);
    }
  }

  /** {@code let: { name: value }}. */
  record Let(Tree.Mapping values, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.let(this);
    }
  }

  /** {@code for: { name: list, do: steps }}. */
  record For(String variable, Tree values, List<Step> body, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.each(this);
    }
  }

  /** {@code if: { when: condition, then: steps, else: steps }}. */
  record If(Tree.Scalar condition, List<Step> then, List<Step> orElse, SourceSpan span)
      implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.choose(this);
    }
  }

  /** {@code repeat: steps}. */
  record Repeat(List<Step> body, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.repeat(this);
    }
  }

  /** {@code try: { steps: steps, else: steps }}. */
  record Try(List<Step> body, List<Step> orElse, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.attempt(this);
    }
  }

  /** {@code print: text}, or the procedure. */
  record Print(Optional<Tree.Scalar> text, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.print(this);
    }
  }

  /** {@code expect: { contains: pattern, … }}. */
  record Expect(Tree.Mapping conditions, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.expect(this);
    }
  }

  /** {@code fail: text}. */
  record Fail(Tree.Scalar text, SourceSpan span) implements Step {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.fail(this);
    }
  }
}
