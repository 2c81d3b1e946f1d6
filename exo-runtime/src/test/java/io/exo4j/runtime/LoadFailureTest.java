package io.exo4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/t/libk.so: failed to map segment from shared object | NOT_EXECUTABLE",
        "/t/libk.so: failed to map segment from shared object: Operation not permitted"
            + " | NOT_EXECUTABLE",
        "Error loading shared library /t/libk.so: Operation not permitted | NOT_EXECUTABLE",
        "libgomp.so.1: cannot open shared object file: No such file or directory"
            + " | MISSING_DEPENDENCY",
        "Error loading shared library libgomp.so.1: No such file or directory (needed by /t/libk.so)"
            + " | MISSING_DEPENDENCY",
        "dlopen(/t/libk.so, 1): Library not loaded: @rpath/libomp.dylib | MISSING_DEPENDENCY",
        "/t/libk.so: cannot open shared object file: No such file or directory | OTHER",
        "/lib/libc.so.6: version `GLIBC_2.38' not found (required by /t/libk.so) | OLD_C_LIBRARY",
        "/t/libk.so: invalid ELF header | WRONG_FILE",
        "/t/libk.so: wrong ELF class: ELFCLASS32 | WRONG_FILE",
        "Native Library /t/libk.so already loaded in another classloader | OTHER_CLASS_LOADER",
        "undefined symbol: frob | OTHER",
      })
  void loaderMessagesAreUnderstood(String message, LoadFailure kind) {
    assertThat(LoadFailure.of(message, "libk.so")).isEqualTo(kind);
  }

  @Test
  void aMissingOpenMpRuntimeNamesItsPackage() {
    assertThat(
            LoadFailure.hint(
                "libgomp.so.1: cannot open shared object file: No such file or directory",
                "libk.so"))
        .hasValueSatisfying(
            hint -> assertThat(hint).contains("libgomp.so.1", "libgomp1 (Debian", "libgomp (Fed"));
    assertThat(LoadFailure.hint("Library not loaded: @rpath/libomp.dylib", "libk.dylib"))
        .hasValueSatisfying(hint -> assertThat(hint).contains("libomp.dylib", "Homebrew"));
  }

  @Test
  void noexecNamesTheProperty() {
    assertThat(LoadFailure.hint("failed to map segment from shared object", "libk.so"))
        .hasValueSatisfying(
            hint -> assertThat(hint).contains("noexec", "-Dexo.native.cache=<directory>"));
  }
}
