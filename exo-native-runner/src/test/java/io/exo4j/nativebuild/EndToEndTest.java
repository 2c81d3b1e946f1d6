package io.exo4j.nativebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.nativebuild.toolchain.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From kernels to calls in a JVM, in a directory whose name has blanks. */
class EndToEndTest {
  @TempDir static Path temporary;
  private static Workshop workshop;
  private static NativeBuildResult built;

  @BeforeAll
  static void build() throws IOException {
    Workshop.requireTools();
    workshop = new Workshop(Files.createDirectories(temporary.resolve("a project")));
    workshop.write(mixed());
    built = workshop.build();
    workshop.compile("RightCalls.java", "WrongCalls.java");
  }

  private static GeneratedProject mixed() {
    return ProjectGenerator.generate(
        Kernels.settings("com.acme.k"), List.of(Kernels.parse("mixed.exo", Kernels.MIXED)));
  }

  @Test
  void callsComputeWhatTheKernelsSay() {
    CommandResult result = workshop.run("com.acme.k.RightCalls");
    assertThat(result.text()).startsWith("right ");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void aThousandWrongCallsAreRefused() {
    CommandResult result = workshop.run("com.acme.k.WrongCalls", "-Xcheck:jni");
    assertThat(result.text()).contains("refused 1000").doesNotContain("FATAL");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void generationIsDeterministic() {
    assertThat(texts(mixed())).isEqualTo(texts(mixed()));
  }

  private static List<Map<String, String>> texts(GeneratedProject project) {
    return List.of(project.javaFiles(), project.nativeFiles(), project.headers());
  }

  @Test
  void nothingGeneratedNamesThisMachine() {
    GeneratedProject project = mixed();
    assertThat(project.nativeFiles().values())
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain(temporary.toString(), System.getProperty("user.dir"), "\r"));
    assertThat(project.javaFiles().values())
        .allSatisfy(text -> assertThat(text.chars().allMatch(c -> c < 0x80)).isTrue());
  }

  @Test
  void theSameProjectElsewhereGivesTheSameLibrary() throws IOException {
    Workshop other = new Workshop(Files.createDirectories(temporary.resolve("elsewhere")));
    other.write(mixed());
    NativeBuildResult result = other.build();
    assertThat(Files.readAllBytes(result.libraries().get(0)))
        .isEqualTo(Files.readAllBytes(built.libraries().get(0)));
    assertThat(Files.readString(result.files().get(1)))
        .isEqualTo(Files.readString(built.files().get(1)));
  }

  @Test
  void buildingAgainTouchesNothing() throws IOException {
    FileTime before = Files.getLastModifiedTime(built.libraries().get(0));
    FileTime object = Files.getLastModifiedTime(objects(workshop));
    workshop.write(mixed()); // same bytes, new time stamps: Ninja looks at them
    assertThat(workshop.build()).isEqualTo(built);
    assertThat(Files.getLastModifiedTime(built.libraries().get(0))).isEqualTo(before);
    assertThat(object).isNotNull();
  }

  private static Path objects(Workshop workshop) {
    return workshop.request().buildDir().resolve("build.ninja");
  }

  @Test
  void theIndexDescribesTheLibrary() throws IOException {
    assertThat(built.classifier()).isNotEmpty();
    assertThat(built.notes()).isEmpty();
    assertThat(Files.readString(built.files().get(1)))
        .contains("format=1\n", "libraries=mixed\n", "mixed.kernel.sgemm.variants=default\n")
        .containsPattern("mixed\\.sha256=[0-9a-f]{64}\n");
  }

  @Test
  void toolVersionsNameTheTools() {
    assertThat(NativeBuild.toolVersions(workshop.request()))
        .anyMatch(line -> line.contains("cmake"))
        .anyMatch(line -> line.contains("ninja"));
  }
}
