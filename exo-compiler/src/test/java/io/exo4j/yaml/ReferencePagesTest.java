package io.exo4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.ReferencePages;
import io.exo4j.schedule.Version;
import io.exo4j.testing.Pages;
import io.exo4j.testing.SameResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The reference pages and the JSON Schema in {@code docs/} and in the jar are what the directives'
 * declarations give now; {@code mvn -pl exo-compiler test -Dtest=ReferencePagesTest
 * -Dexo.updateDocs=true} writes them anew. Every example is run.
 */
class ReferencePagesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGES = DOCS.resolve("directives");
  private static final Path IN_JAR =
      Path.of("src", "main", "resources", "META-INF", "exo", "schedule.schema.json");

  private static void assertCurrent(Path file, String text) throws IOException {
    if (Boolean.getBoolean("exo.updateDocs")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).hasContent(text);
  }

  @Test
  void thePagesAreCurrent() throws IOException {
    DirectiveRegistry registry = DirectiveRegistry.load();
    Map<String, String> pages = new TreeMap<>();
    ReferencePages.of(registry, Pages.EXAMPLES.all(), Pages.REFUSALS.all())
        .forEach((name, text) -> pages.put(name + ".md", text));
    pages.put("README.md", ReferencePages.index(registry));
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertCurrent(PAGES.resolve(page.getKey()), page.getValue());
    }
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(f -> f.getFileName().toString())).hasSameElementsAs(pages.keySet());
    }
    assertThat(registry.all().stream().map(d -> d.name()))
        .containsAll(Pages.EXAMPLES.all().keySet());
  }

  @Test
  void theSchemaIsCurrent() throws IOException {
    String schema = JsonSchema.generate(DirectiveRegistry.load());
    assertCurrent(DOCS.resolve("schedule.schema.json"), schema);
    assertCurrent(IN_JAR, schema);
  }

  @TestFactory
  List<DynamicTest> everyExampleGivesWhatItSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Pages.EXAMPLES
        .all()
        .forEach((name, text) -> tests.add(DynamicTest.dynamicTest(name, () -> run(text))));
    return tests;
  }

  private static void run(String example) {
    List<String> blocks = Pages.blocks(example);
    assertThat(blocks).as("kernel, steps, result").hasSize(3);
    Procedure before = Pages.kernel(blocks.get(0));
    Procedure after = Pages.schedule(blocks.get(0), blocks.get(1));
    assertThat(after.print().strip()).isEqualTo(blocks.get(2).strip());
    List<Version> steps = after.version().history();
    boolean promised =
        steps.stream()
            .skip(1)
            .noneMatch(v -> v.isNewClass() || v.isUnsafe() || !v.changed().isEmpty());
    if (promised) {
      SameResults.assertSame(before.proc(), after.proc(), false);
    }
  }
}
