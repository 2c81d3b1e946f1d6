package io.exo4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux,          amd64,   false, linux-x86_64",
    "Linux,          amd64,   true,  linux-x86_64-musl",
    "Linux,          aarch64, false, linux-aarch_64",
    "Linux,          riscv64, false, linux-riscv64",
    "Linux,          ppc64le, false, linux-ppcle_64",
    "Linux,          s390x,   false, linux-s390_64",
    "Mac OS X,       aarch64, false, osx-aarch_64",
    "Mac OS X,       x86_64,  false, osx-x86_64",
    "Windows 11,     amd64,   false, windows-x86_64",
    "Windows Server, x86,     false, windows-x86_32",
    "FreeBSD,        amd64,   false, freebsd-x86_64",
  })
  void namesAreThoseOfOsMavenPlugin(String os, String arch, boolean musl, String classifier) {
    assertThat(Platform.of(os, arch, musl).classifier()).isEqualTo(classifier);
  }

  @Test
  void muslShowsInTheProcessMaps() {
    String alpine =
        """
        55d0c8a4b000-55d0c8a4c000 r-xp 00001000 fe:01 1835 /opt/java/bin/java
        7f4b3c9f1000-7f4b3ca3f000 r-xp 00014000 fe:01 2290 /lib/ld-musl-x86_64.so.1
        """;
    String debian =
        """
        7f4b3c9f1000-7f4b3ca3f000 r-xp 00014000 fe:01 2290 /lib/x86_64-linux-gnu/libc.so.6
        7f4b3c9f1000-7f4b3ca3f000 r-xp 00014000 fe:01 2290 /lib64/ld-linux-x86-64.so.2
        7f4b3c9f1000-7f4b3ca3f000 r-xp 00014000 fe:01 2290 /opt/ld-musl-tools/lib/libjvm.so
        7ffc1d5f6000-7ffc1d617000 rw-p 00000000 00:00 0 [stack]
        """;
    assertThat(Platform.mapsShowMusl(alpine)).isTrue();
    assertThat(Platform.mapsShowMusl("a r-xp 0 fe:01 7 /usr/lib/libc.musl-aarch64.so.1\n"))
        .isTrue();
    assertThat(Platform.mapsShowMusl(debian)).isFalse();
    assertThat(Platform.mapsShowMusl("")).isFalse();
  }
}
