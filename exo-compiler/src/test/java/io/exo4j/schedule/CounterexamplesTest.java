package io.exo4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.testing.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every directive has a refusal that shows values for which the step would be wrong: {@code
 * exo/refusals/NAME.md} has a kernel, the step and the refusal. {@code -Dexo.updateDocs=true}
 * writes the refusals anew.
 */
class CounterexamplesTest {
  private static final String UNSAFE = "nothing is proved";

  private static final String FORM =
      "where the code has the form that it asks for, it keeps the meaning for all values";

  private static final String NEVER = "leaves alone what it cannot prove instead of refusing";

  private static final String ALL = "refused only if no arguments at all are left";

  /** Directives for whose refusals there are no values, and why. */
  private static final Map<String, String> STRUCTURAL =
      Map.ofEntries(
          Map.entry("add_assertion", ALL),
          Map.entry("add_unsafe_guard", UNSAFE),
          Map.entry("assert_if", UNSAFE),
          Map.entry("cleanup", NEVER),
          Map.entry("commute_expr", FORM),
          Map.entry("cse", NEVER),
          Map.entry("dce", NEVER),
          Map.entry("dealias", FORM),
          Map.entry("delete_buffer", FORM),
          Map.entry("delete_pass", NEVER),
          Map.entry("divide_loop_recursive", FORM),
          Map.entry("extract_subproc", FORM),
          Map.entry("hoist_from_loop", NEVER),
          Map.entry("inline_copies", NEVER),
          Map.entry("inline_window", FORM),
          Map.entry("insert_pass", FORM),
          Map.entry("left_reassociate_expr", FORM),
          Map.entry("make_instr", FORM),
          Map.entry("mult_dim", FORM),
          Map.entry("mult_loops", FORM),
          Map.entry("partial_eval", ALL),
          Map.entry("rearrange_dim", FORM),
          Map.entry("rename", FORM),
          Map.entry("repeat", NEVER),
          Map.entry("replace_all", NEVER),
          Map.entry("replace_all_stmts", NEVER),
          Map.entry("round_loop", FORM),
          Map.entry("set_memory", FORM),
          Map.entry("set_precision", FORM),
          Map.entry("set_window", FORM),
          Map.entry("simplify", NEVER),
          Map.entry("specialize", FORM),
          Map.entry("transpose", FORM),
          Map.entry("unroll", FORM),
          Map.entry("unroll_buffer", FORM),
          Map.entry("unroll_buffers", NEVER),
          Map.entry("unroll_loops", NEVER),
          Map.entry("unsafe_assert_eq", UNSAFE));

  @Test
  void everyDirectiveHasOne() throws IOException {
    Set<String> expected = new TreeSet<>();
    DirectiveRegistry.load().all().forEach(d -> expected.add(d.name()));
    assertThat(expected).containsAll(STRUCTURAL.keySet());
    expected.removeAll(STRUCTURAL.keySet());
    assertThat(Pages.REFUSALS.all().keySet()).hasSameElementsAs(expected);
  }

  @TestFactory
  List<DynamicTest> itShowsValues() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Pages.REFUSALS
        .all()
        .forEach((name, text) -> tests.add(DynamicTest.dynamicTest(name, () -> run(name, text))));
    return tests;
  }

  private static void run(String name, String page) throws IOException {
    List<String> blocks = Pages.blocks(page);
    assertThat(blocks).as("kernel, step, refusal").hasSize(3);
    assertThat(blocks.get(1)).contains("- " + name + ":");
    ExoException e =
        catchThrowableOfType(
            ExoException.class, () -> Pages.schedule(blocks.get(0), blocks.get(1)));
    assertThat(e).as("a refusal").isNotNull();
    Diagnostic first = e.diagnostics().get(0);
    assertThat(first.counterexample()).as(e.getMessage()).isPresent();
    String values = first.counterexample().orElseThrow();
    assertThat(values).containsPattern(" = (-?\\d|True|False)");
    String refusal = first.message() + "\nfor example " + values + "\n";
    if (Boolean.getBoolean("exo.updateDocs")) {
      Files.writeString(Pages.REFUSALS.file(name), page.replace(blocks.get(2), refusal));
    } else {
      assertThat(refusal).isEqualTo(blocks.get(2));
    }
  }
}
