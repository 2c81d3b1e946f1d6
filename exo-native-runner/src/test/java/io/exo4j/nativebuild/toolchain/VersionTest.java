package io.exo4j.nativebuild.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void isFoundInWhatProgramsSay() {
    assertThat(Version.in("cmake version 3.25.1\n\nCMake suite")).contains(Version.of(3, 25, 1));
    assertThat(Version.in("1.11.1.git.kitware.jobserver-1")).contains(Version.of(1, 11, 1));
    assertThat(Version.in("cc (Debian 12.2.0-14+deb12u1) 12.2.0")).contains(Version.of(12, 2, 0));
    assertThat(Version.in("no version here, 7")).isEmpty();
  }

  @Test
  void comparesNumbersNotTexts() {
    assertThat(Version.of(3, 9)).isLessThan(Version.of(3, 21));
    assertThat(Version.of(3, 21)).isEqualByComparingTo(Version.of(3, 21, 0));
    assertThat(Version.of(4)).isGreaterThan(Version.of(3, 99, 99));
    assertThat(Version.of(3, 21).toString()).isEqualTo("3.21");
  }
}
