package io.exo4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.analysis.ProofSession;
import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModulePass;
import io.exo4j.check.ModuleSource;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.ReferencePages;
import io.exo4j.schedule.Version;
import io.exo4j.testing.SameResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Path EXAMPLES = Path.of("src", "test", "resources", "exo", "examples");
  private static final Path IN_JAR =
      Path.of("src", "main", "resources", "META-INF", "exo", "schedule.schema.json");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+\\n(.*?)^```$");

  private static Map<String, String> examples() throws IOException {
    Map<String, String> examples = new TreeMap<>();
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        examples.put(name.substring(0, name.lastIndexOf('.')), Files.readString(file));
      }
    }
    return examples;
  }

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
    ReferencePages.of(registry, examples()).forEach((name, text) -> pages.put(name + ".md", text));
    pages.put("README.md", ReferencePages.index(registry));
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertCurrent(PAGES.resolve(page.getKey()), page.getValue());
    }
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(f -> f.getFileName().toString())).hasSameElementsAs(pages.keySet());
    }
    assertThat(registry.all().stream().map(d -> d.name())).containsAll(examples().keySet());
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
    examples().forEach((name, text) -> tests.add(DynamicTest.dynamicTest(name, () -> run(text))));
    return tests;
  }

  private static void run(String example) {
    List<String> blocks = new ArrayList<>();
    Matcher m = BLOCK.matcher(example);
    while (m.find()) {
      blocks.add(m.group(1));
    }
    assertThat(blocks).as("kernel, steps, result").hasSize(3);
    Exo exo = Exo.create();
    Library library = exo.parse("kernel.exo", blocks.get(0));
    List<String> names = library.procedureNames();
    Procedure before = library.procedure(names.get(names.size() - 1));
    Procedure after =
        blocks.get(1).startsWith("import:")
            ? loaded(blocks.get(0), blocks.get(1))
            : exo.schedule(before, blocks.get(1), library);
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

  /** The last kernel of a schedule file that imports {@code kernel.exo}. */
  private static Procedure loaded(String kernel, String file) {
    ModuleSource source =
        new ModuleSource() {
          @Override
          public Optional<SourceFile> file(String path) {
            return path.equals("kernel.exo")
                ? Optional.of(new SourceFile(path, kernel))
                : Optional.empty();
          }

          @Override
          public Optional<SourceFile> resource(String path) {
            return Optional.empty();
          }

          @Override
          public List<String> files() {
            return List.of("kernel.exo");
          }
        };
    try (ProofSession session = new ProofSession()) {
      List<ScheduledKernel> kernels =
          new ScheduleLoader(
                  DirectiveRegistry.load(),
                  new ModuleLoader(source, ModulePass.none()),
                  source,
                  session,
                  text -> {})
              .load(new SourceFile("kernel.yaml", file), Map.of())
              .kernels();
      return kernels.get(kernels.size() - 1).procedure();
    }
  }
}
