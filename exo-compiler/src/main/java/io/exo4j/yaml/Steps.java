package io.exo4j.yaml;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.ScheduleScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Applies a YAML list of steps, without a schedule file around it. */
public final class Steps {
  private final DirectiveRegistry registry;
  private final Consumer<String> output;

  /**
   * Steps of these directives.
   *
   * @param output takes what {@code print} prints
   */
  public Steps(DirectiveRegistry registry, Consumer<String> output) {
    this.registry = registry;
    this.output = output;
  }

  /**
   * The procedure after the steps.
   *
   * @param yaml a list of steps
   * @param scope what names in the steps stand for
   * @throws io.exo4j.diagnostics.SchedulingException if a directive refuses or a place does not
   *     exist
   * @throws ExoException if the steps themselves are wrong
   */
  public Procedure apply(Procedure procedure, String yaml, ScheduleScope scope) {
    return apply(procedure, new SourceFile("<steps>", yaml), scope);
  }

  /**
   * The procedure after the steps of a file, as {@link #apply(Procedure, String, ScheduleScope)}.
   */
  public Procedure apply(Procedure procedure, SourceFile yaml, ScheduleScope scope) {
    Optional<Tree> tree = YamlReader.read(yaml);
    List<Step> steps = tree.map(t -> new StepParser(registry, Set.of()).steps(t)).orElse(List.of());
    Expectations expectations = new Expectations(name -> Optional.empty());
    return new StepRunner(Map.of(), expectations, output)
        .run(steps, procedure.in(scope.merge(procedure.scope())), Variables.none());
  }
}
