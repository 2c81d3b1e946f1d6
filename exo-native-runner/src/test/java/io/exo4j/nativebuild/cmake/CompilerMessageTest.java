package io.exo4j.nativebuild.cmake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CompilerMessageTest {
  @Test
  void readsGccAndClang() {
    String output =
        """
        /p/src/a.c: In function 'sgemm':
        /p/src/a.c:12:5: error: 'x' undeclared (first use in this function)
           12 |     x = 1;
              |     ^
        /p/src/a.c:12:5: error: 'x' undeclared (first use in this function)
        C:/p/src/b.c:7:1: warning: unused variable
        /p/src/c.c:1:10: fatal error: nothing.h: No such file or directory
        ninja: build stopped: subcommand failed.
        """;
    assertThat(CompilerMessage.in(output.lines().toList()))
        .containsExactly(
            new CompilerMessage(
                "/p/src/a.c",
                12,
                5,
                "error",
                "'x' undeclared (first use in this function)",
                Optional.of("sgemm")),
            new CompilerMessage(
                "C:/p/src/b.c", 7, 1, "warning", "unused variable", Optional.empty()),
            new CompilerMessage(
                "/p/src/c.c",
                1,
                10,
                "fatal error",
                "nothing.h: No such file or directory",
                Optional.empty()));
  }

  @Test
  void otherOutputIsNoMessage() {
    assertThat(CompilerMessage.in(List.of("note: 1:2", "collect2: error: ld returned 1")))
        .isEmpty();
  }

  @Test
  void framesThatAreTooLarge() {
    String flag = " [-Werror,-Wframe-larger-than]";
    List<CompilerMessage> messages =
        CompilerMessage.in(
            List.of(
                "t.c:23:1: error: the frame size of 80016 bytes is larger than 65536 bytes" + flag,
                "t.c:15:6: error: stack frame size (80008) exceeds limit (65536) in 'deep'" + flag,
                "t.c:15:6: error: something else"));
    assertThat(messages.stream().map(CompilerMessage::frameSize))
        .containsExactly(OptionalLong.of(80016), OptionalLong.of(80008), OptionalLong.empty());
  }
}
