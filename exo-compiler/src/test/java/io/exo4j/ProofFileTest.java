package io.exo4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofFileTest {
  @TempDir Path temp;

  @Test
  void proofsAreRemembered() throws IOException {
    Path file = temp.resolve("exo/proofs");
    ProofFile first = ProofFile.read(file, "compiler 1");
    assertThat(first.isProved("i < n")).isFalse();
    first.proved("i < n");
    assertThat(first.isProved("i < n")).isTrue();
    first.write(file);
    assertThat(ProofFile.read(file, "compiler 1").isProved("i < n")).isTrue();
    assertThat(ProofFile.read(file, "compiler 1").isProved("i < m")).isFalse();
  }

  @Test
  void proofsOfAnotherCompilerDoNotCount() throws IOException {
    Path file = temp.resolve("proofs");
    ProofFile first = ProofFile.empty("compiler 1");
    first.proved("i < n");
    first.write(file);
    assertThat(ProofFile.read(file, "compiler 2").isProved("i < n")).isFalse();
  }

  @Test
  void whatNobodyAsksAboutIsForgotten() throws IOException {
    Path file = temp.resolve("proofs");
    ProofFile first = ProofFile.empty("c");
    first.proved("old");
    first.proved("kept");
    first.write(file);
    ProofFile second = ProofFile.read(file, "c");
    assertThat(second.isProved("kept")).isTrue();
    second.write(file);
    assertThat(ProofFile.read(file, "c").isProved("kept")).isTrue();
    assertThat(ProofFile.read(file, "c").isProved("old")).isFalse();
  }

  @Test
  void aDamagedFileProvesNothing() throws IOException {
    Path file = temp.resolve("proofs");
    Files.write(file, new byte[] {(byte) 0xff, 0, (byte) 0xc3});
    assertThat(ProofFile.read(file, "c").isProved("i < n")).isFalse();
  }

  @Test
  void aFileThatSomethingChangedProvesNothing() throws IOException {
    Path file = temp.resolve("proofs");
    ProofFile first = ProofFile.empty("c");
    first.proved("i < n");
    first.proved("j < m");
    first.write(file);
    List<String> lines = Files.readAllLines(file);
    List<String> added = new ArrayList<>(lines);
    added.add(1, added.get(1).replace('0', '1'));
    Files.write(file, added);
    assertThat(ProofFile.read(file, "c").isProved("i < n")).isFalse();
    Files.write(file, lines.subList(0, lines.size() - 1));
    assertThat(ProofFile.read(file, "c").isProved("j < m")).isFalse();
    Files.write(file, lines);
    assertThat(ProofFile.read(file, "c").isProved("j < m")).isTrue();
  }

  @Test
  void aBuildThatEndedEarlyForgetsNothing() throws IOException {
    Path file = temp.resolve("proofs");
    ProofFile first = ProofFile.empty("c");
    first.proved("later");
    first.write(file);
    ProofFile second = ProofFile.read(file, "c");
    second.proved("before the mistake");
    second.writeAll(file);
    assertThat(ProofFile.read(file, "c").isProved("later")).isTrue();
    assertThat(ProofFile.read(file, "c").isProved("before the mistake")).isTrue();
    assertThat(temp)
        .isDirectoryContaining(f -> f.equals(file))
        .isDirectoryNotContaining("glob:**.next");
  }
}
