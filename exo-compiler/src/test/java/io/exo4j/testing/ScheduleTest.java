package io.exo4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Proc;
import io.exo4j.schedule.Procedure;
import java.util.List;

/**
 * Tests a directive as text: a module, steps, and what they make of its last procedure, or why they
 * are refused. What is accepted is also run: before and after must compute the same from random
 * arguments and configurations ({@link SameResults}).
 *
 * <pre>{@code
 * ScheduleTest.of("@proc\ndef f(…):…").steps("- unroll: i").gives("@proc\ndef f(…):…");
 * ScheduleTest.of(…).steps("- unroll: i").refused("EXO-SCH-001").says("must be literals");
 * }</pre>
 */
public final class ScheduleTest {
  private final String source;
  private final String steps;

  private ScheduleTest(String source, String steps) {
    this.source = source;
    this.steps = steps;
  }

  /** A module; the steps are for its last procedure. */
  public static ScheduleTest of(String source) {
    return new ScheduleTest(source, "[]");
  }

  /** The steps, in YAML. */
  public ScheduleTest steps(String yaml) {
    return new ScheduleTest(source, yaml);
  }

  /** Asserts what the steps make of the procedure, and that it computes the same. */
  public void gives(String after) {
    SameResults.assertSame(original().proc(), givesUnproved(after));
  }

  /** Like {@link #gives}, but a zero may have the other sign. */
  public void givesExceptForTheSignOfZero(String after) {
    SameResults.assertSame(original().proc(), givesUnproved(after), false);
  }

  /** Asserts that the steps change nothing. */
  public void givesTheSame() {
    assertThat(apply().print()).isEqualTo(original().print());
  }

  /** Asserts what the steps make of the procedure; it need not compute the same. */
  public Proc givesUnproved(String after) {
    Procedure result = apply();
    assertThat(result.print().strip()).isEqualTo(after.strip());
    return result.proc();
  }

  /** Asserts that the steps are accepted and that the result computes the same. */
  public Proc accepted() {
    Proc result = apply().proc();
    SameResults.assertSame(original().proc(), result);
    return result;
  }

  /** Asserts that the steps are refused with that code. */
  public Refused refused(String code) {
    Library library = library();
    Procedure p = last(library);
    ExoException e =
        catchThrowableOfType(ExoException.class, () -> Exo.create().schedule(p, steps, library));
    assertThat(e).as("refusal of %s", steps).isNotNull();
    Diagnostic first = e.diagnostics().get(0);
    assertThat(first.code()).as(e.getMessage()).isEqualTo(code);
    return new Refused(first, e.getMessage());
  }

  private Library library() {
    return Exo.create().parse("test.exo", source);
  }

  private Procedure original() {
    return last(library());
  }

  private Procedure apply() {
    Library library = library();
    return Exo.create().schedule(last(library), steps, library);
  }

  private static Procedure last(Library library) {
    List<String> names = library.procedureNames();
    return library.procedure(names.get(names.size() - 1));
  }

  /** Why steps are refused. */
  public static final class Refused {
    private final Diagnostic diagnostic;
    private final String all;

    private Refused(Diagnostic diagnostic, String all) {
      this.diagnostic = diagnostic;
      this.all = all;
    }

    /** Asserts that the reason has these parts. */
    public Refused says(String... parts) {
      assertThat(diagnostic.message()).as(all).contains(parts);
      return this;
    }

    /** Asserts that concrete values are shown for which it would be wrong, with these parts. */
    public Refused forExample(String... parts) {
      assertThat(diagnostic.counterexample()).as(all).isPresent();
      assertThat(diagnostic.counterexample().orElseThrow()).contains(parts);
      return this;
    }
  }
}
