package io.exo4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.exo4j.diagnostics.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} lists every code; {@code -Dexo.updateDocs=true} writes it anew. */
class ErrorPageTest {
  private static final Path PAGE = Path.of("..", "docs", "errors.md");

  @Test
  void thePageListsEveryCode() throws IOException {
    TreeMap<String, String> codes = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Code code : codes()) {
      assertThat(seen.add(code.id())).as("%s stands for one thing only", code.id()).isTrue();
      assertThat(code.id()).matches("EXO-[A-Z]+-\\d{3}");
      codes.put(code.id(), code.title());
    }
    StringBuilder page =
        new StringBuilder(
            """
            # Error codes

            Generated from the compiler (`-Dexo.updateDocs=true`). The message of an error says what is wrong at
            hand and, where there is something to try, a hint; the code stays the same from version to version.

            | code | |
            |---|---|
            """);
    codes.forEach(
        (id, title) -> page.append("| `").append(id).append("` | ").append(title).append(" |\n"));
    if (Boolean.getBoolean("exo.updateDocs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page.toString());
  }

  private static List<Code> codes() {
    List<Code> codes = new ArrayList<>();
    for (JavaClass c :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.exo4j")) {
      if (c.isEnum() && c.isAssignableTo(Code.class)) {
        for (Object constant : c.reflect().getEnumConstants()) {
          codes.add((Code) constant);
        }
      }
    }
    return codes;
  }
}
