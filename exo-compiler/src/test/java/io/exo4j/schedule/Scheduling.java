package io.exo4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.diagnostics.ExoException;
import java.util.List;

/** Tests of directives are text: {@code .exo} before, steps in YAML, {@code .exo} after. */
public final class Scheduling {
  private Scheduling() {}

  /** The last procedure of a module. */
  public static Procedure parse(String exo) {
    Library library = library(exo);
    List<String> names = library.procedureNames();
    return library.procedure(names.get(names.size() - 1));
  }

  /** A module. */
  public static Library library(String exo) {
    return Exo.create().parse("test.exo", exo);
  }

  /** The last procedure of a module after steps. */
  public static Procedure scheduled(String exo, String steps) {
    Library library = library(exo);
    List<String> names = library.procedureNames();
    return Exo.create().schedule(library.procedure(names.get(names.size() - 1)), steps, library);
  }

  /** Asserts what steps make of the last procedure of a module. */
  public static void assertSteps(String before, String steps, String after) {
    assertThat(scheduled(before, steps).print().strip()).isEqualTo(after.strip());
  }

  /** The message with which steps are refused. */
  public static String refusal(String exo, String steps) {
    ExoException e = catchThrowableOfType(ExoException.class, () -> scheduled(exo, steps));
    assertThat(e).as("refused").isNotNull();
    return e.getMessage();
  }
}
