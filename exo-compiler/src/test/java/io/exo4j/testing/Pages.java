package io.exo4j.testing;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.analysis.ProofSession;
import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleSource;
import io.exo4j.check.ProcPass;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.Procedure;
import io.exo4j.yaml.ScheduleLoader;
import io.exo4j.yaml.ScheduledKernel;
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

/** Examples in Markdown, one per directive: {@code src/test/resources/exo/.../NAME.md}. */
public enum Pages {
  /** A kernel, steps, and what they make of it. */
  EXAMPLES("examples"),
  /** A kernel, a step, and why it is refused, with values. */
  REFUSALS("refusals");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+\\n(.*?)^```$");

  private final Path folder;

  Pages(String folder) {
    this.folder = Path.of("src", "test", "resources", "exo", folder);
  }

  /** The pages by the directive's name. */
  public Map<String, String> all() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        pages.put(name.substring(0, name.lastIndexOf('.')), Files.readString(file));
      }
    }
    return pages;
  }

  /** Where a directive's page is. */
  public Path file(String name) {
    return folder.resolve(name + ".md");
  }

  /** The blocks of code of a page. */
  public static List<String> blocks(String page) {
    List<String> blocks = new ArrayList<>();
    Matcher m = BLOCK.matcher(page);
    while (m.find()) {
      blocks.add(m.group(1));
    }
    return blocks;
  }

  /** The last procedure of a kernel's text. */
  public static Procedure kernel(String text) {
    return last(Exo.create().parse("kernel.exo", text));
  }

  private static Procedure last(Library library) {
    List<String> names = library.procedureNames();
    return library.procedure(names.get(names.size() - 1));
  }

  /**
   * What steps make of the last procedure of a kernel's text, or the last kernel of a schedule file
   * that imports {@code kernel.exo}.
   */
  public static Procedure schedule(String text, String steps) {
    if (steps.startsWith("import:")) {
      return loaded(text, steps);
    }
    Exo exo = Exo.create();
    Library library = exo.parse("kernel.exo", text);
    return exo.schedule(last(library), steps, library);
  }

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
                  new ModuleLoader(source, ProcPass.none()),
                  source,
                  session,
                  text -> {})
              .load(new SourceFile("kernel.yaml", file), Map.of())
              .kernels();
      return kernels.get(kernels.size() - 1).procedure();
    }
  }
}
