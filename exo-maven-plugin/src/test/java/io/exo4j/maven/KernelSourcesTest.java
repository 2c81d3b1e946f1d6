package io.exo4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.maven.KernelSources.NotText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSourcesTest {
  @TempDir Path temp;

  private List<String> read(List<String> includes, List<String> excludes) throws IOException {
    return KernelSources.read(temp.toFile(), includes, excludes).stream()
        .map(KernelFile::path)
        .toList();
  }

  @Test
  void sortedAndFiltered() throws IOException {
    Files.createDirectories(temp.resolve("sub"));
    for (String name : List.of("b.exo", "a.exo", "sub/c.exo", "a.yaml", "notes.txt")) {
      Files.writeString(temp.resolve(name), "");
    }
    assertThat(read(null, null)).containsExactly("a.exo", "a.yaml", "b.exo", "sub/c.exo");
    assertThat(read(List.of("*.exo"), null)).containsExactly("a.exo", "b.exo");
    assertThat(read(null, List.of("a.*"))).containsExactly("b.exo", "sub/c.exo");
    assertThat(KernelSources.read(temp.resolve("none").toFile(), null, null)).isEmpty();
  }

  @Test
  void aByteThatIsNoTextHasAPlace() throws IOException {
    byte[] good = "# π\n".getBytes(StandardCharsets.UTF_8);
    assertThat(KernelSources.decode(good, StandardCharsets.UTF_8)).isEqualTo("# π\n");
    byte[] bad = "# ok\nx \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(KernelSources.decode(bad, StandardCharsets.ISO_8859_1))
        .isEqualTo("# ok\nx \u00e9\n");
    assertThatThrownBy(() -> KernelSources.decode(bad, StandardCharsets.UTF_8))
        .isInstanceOfSatisfying(
            NotText.class,
            notText ->
                assertThat(notText.in(Path.of("a.exo")))
                    .hasMessageContaining("a.exo:[2,3]")
                    .hasMessageContaining("0xe9"));
  }
}
