package io.exo4j.nativebuild.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.nativebuild.toolchain.Classifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ElfFileTest {
  /** A library that every JDK on Linux has, small enough to be damaged a few thousand times. */
  private static byte[] library() throws IOException {
    return Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", "libjava.so"));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "there are no ELF files here")
  void readsWhatALibraryNeedsAndExports() throws IOException {
    ElfFile elf = ElfFile.parse(library());
    assertThat(elf.needed()).contains("libjvm.so");
    assertThat(elf.exported())
        .contains("JNU_ThrowByName", "Java_java_lang_System_identityHashCode")
        .doesNotContain("malloc");
    assertThat(elf.arch()).contains(Classifier.host().arch());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "there are no ELF files here")
  void aDamagedFileIsAnIoExceptionAndNothingElse() throws IOException {
    byte[] bytes = library();
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] damaged =
          i % 2 == 0 ? bytes.clone() : Arrays.copyOf(bytes, random.nextInt(bytes.length));
      for (int hits = 0; hits < 20 && damaged.length > 64; hits++) {
        damaged[random.nextInt(64)] = (byte) random.nextInt();
        damaged[damaged.length - 1 - random.nextInt(Math.min(2000, damaged.length))] =
            (byte) random.nextInt();
      }
      try {
        ElfFile.parse(damaged);
      } catch (IOException expected) {
        assertThat(expected)
            .hasMessageMatching("(?s)not an ELF file|damaged ELF.*|ELF file without.*");
      }
    }
  }

  @Test
  void otherFilesAreNot() {
    assertThatThrownBy(() -> ElfFile.parse("a text".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("not an ELF file");
  }
}
