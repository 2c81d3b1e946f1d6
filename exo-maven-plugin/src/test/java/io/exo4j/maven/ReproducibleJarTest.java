package io.exo4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibleJarTest {
  @TempDir Path temp;

  private Path write(String name, String timestamp) throws IOException {
    Path natives = Files.createDirectories(temp.resolve("classes/META-INF/exo/native/g.a/linux"));
    Files.writeString(natives.resolve("liba.so"), "library");
    Files.writeString(natives.resolve("index.properties"), "format=1\n");
    Files.setLastModifiedTime(natives.resolve("liba.so"), FileTime.fromMillis(name.hashCode()));
    Path jar = temp.resolve(name);
    ReproducibleJar.write(jar, temp.resolve("classes"), natives, timestamp);
    return jar;
  }

  @Test
  void sameContentSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(write("a.jar", "2026-01-01T00:00:00Z"));
    assertThat(Files.readAllBytes(write("b.jar", "2026-01-01T01:00:00+01:00"))).isEqualTo(first);
    assertThat(Files.readAllBytes(write("c.jar", "1767225600"))).isEqualTo(first);
    assertThat(Files.readAllBytes(write("d.jar", "2027-01-01T00:00:00Z"))).isNotEqualTo(first);
  }

  @Test
  void namesAndContent() throws IOException {
    try (ZipFile zip = new ZipFile(write("a.jar", null).toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly(
              "META-INF/MANIFEST.MF",
              "META-INF/exo/native/g.a/linux/index.properties",
              "META-INF/exo/native/g.a/linux/liba.so");
    }
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> write("a.jar", "yesterday"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("yesterday");
  }
}
