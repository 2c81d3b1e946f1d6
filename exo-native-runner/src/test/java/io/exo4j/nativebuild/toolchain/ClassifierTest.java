package io.exo4j.nativebuild.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-aarch_64",
    "Linux, riscv64, linux-riscv64",
    "Mac OS X, aarch64, osx-aarch_64",
    "Windows 11, amd64, windows-x86_64",
    "Linux, ppc64le, linux-ppcle_64"
  })
  void isSpelledAsOsMavenPluginSpellsIt(String os, String arch, String expected) {
    assertThat(Classifier.of(os, arch)).hasToString(expected);
  }

  @Test
  void readsWhatItWrites() {
    for (String text : new String[] {"linux-x86_64", "linux-aarch_64-musl", "osx-aarch_64"}) {
      assertThat(Classifier.parse(text)).hasToString(text);
    }
    assertThat(Classifier.parse("linux-x86_64-musl").musl()).isTrue();
    assertThatThrownBy(() -> Classifier.parse("amd64"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'amd64' is not a platform classifier");
  }

  @Test
  void knowsTheCrossCompiler() {
    assertThat(Classifier.parse("linux-aarch_64").gnuTriple()).contains("aarch64-linux-gnu");
    assertThat(Classifier.parse("linux-riscv64-musl").gnuTriple()).contains("riscv64-linux-musl");
    assertThat(Classifier.parse("osx-aarch_64").gnuTriple()).isEmpty();
  }
}
