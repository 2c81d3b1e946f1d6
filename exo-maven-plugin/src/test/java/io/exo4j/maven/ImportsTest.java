package io.exo4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTest {
  @TempDir Path temp;
  private Path sources;
  private Path classes;
  private Path jar;

  @BeforeEach
  void setUp() throws IOException {
    sources = Files.createDirectories(temp.resolve("src"));
    classes = Files.createDirectories(temp.resolve("module/classes"));
    jar = temp.resolve("lib.jar");
    Files.writeString(sources.resolve("common.exo"), "common");
    Files.writeString(temp.resolve("secret.exo"), "secret");
    Files.createDirectories(classes.resolve("exo/sibling"));
    Files.writeString(classes.resolve("exo/sibling/a.exo"), "sibling");
    writeJar("jar");
  }

  private void writeJar(String text) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("exo/lib/b.exo"));
      zip.write(text.getBytes());
      zip.closeEntry();
    }
  }

  private Imports imports() {
    return new Imports(
        sources, StandardCharsets.UTF_8, () -> List.of(classes, temp.resolve("absent.jar"), jar));
  }

  @Test
  void filesOfTheProject() throws IOException {
    assertThat(imports().file("common.exo").map(SourceFile::text)).contains("common");
    assertThat(imports().file("other.exo")).isEmpty();
  }

  @Test
  void headersAreBesideTheModulesThatWereImported() throws IOException {
    Files.createDirectories(classes.resolve("exo/sibling/include"));
    Files.writeString(classes.resolve("exo/sibling/include/a.h"), "/* a */");
    Imports imports = imports();
    assertThat(imports.header("include/a.h")).isEmpty();
    imports.resource("exo/sibling/a.exo");
    assertThat(imports.header("include/a.h")).contains("/* a */");
    assertThat(imports.header("include/b.h")).isEmpty();
    assertThat(imports.asked()).containsKey("resource:exo/sibling/include/a.h");
  }

  @Test
  void nothingOutsideTheSourceDirectory() throws IOException {
    assertThat(imports().file("../secret.exo")).isEmpty();
    assertThat(imports().resource("../../secret.exo")).isEmpty();
  }

  @Test
  void filesOfLibraries() throws IOException {
    Imports imports = imports();
    assertThat(imports.resource("exo/sibling/a.exo").map(SourceFile::text)).contains("sibling");
    assertThat(imports.resource("exo/lib/b.exo").map(SourceFile::text)).contains("jar");
    assertThat(imports.resource("exo/lib/b.exo").orElseThrow().name())
        .isEqualTo("lib.jar!/exo/lib/b.exo");
    assertThat(imports.resource("exo/lib/c.exo")).isEmpty();
    assertThat(imports.resources()).containsExactly("exo/sibling/a.exo", "exo/lib/b.exo");
    assertThat(imports.files()).containsExactly("common.exo");
  }

  @Test
  void aChangedAnswerIsNoticed() throws IOException {
    Imports first = imports();
    first.file("common.exo");
    first.resource("exo/lib/b.exo");
    Map<String, String> asked = first.asked();
    assertThat(imports().stillAnswered(asked)).isTrue();
    writeJar("another jar");
    assertThat(imports().stillAnswered(asked)).isFalse();
  }

  @Test
  void aFileThatAppearsIsNoticed() throws IOException {
    Imports first = imports();
    first.file("new.exo");
    Map<String, String> asked = first.asked();
    Files.writeString(sources.resolve("new.exo"), "");
    assertThat(imports().stillAnswered(asked)).isFalse();
  }

  @Test
  void dependenciesAreNotResolvedForFilesOfTheProject() throws IOException {
    Imports imports =
        new Imports(
            sources,
            StandardCharsets.UTF_8,
            () -> {
              throw new AssertionError("resolved");
            });
    assertThat(imports.file("common.exo")).isPresent();
  }
}
