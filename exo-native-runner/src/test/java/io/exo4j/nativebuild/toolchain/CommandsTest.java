package io.exo4j.nativebuild.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs of this test are those of Unix")
class CommandsTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir Path directory;

  @Test
  void noShellLooksAtTheArguments() throws IOException {
    Path blank = Files.createDirectories(directory.resolve("it's a $HOME"));
    Path script = blank.resolve("say \"it\"");
    Files.writeString(script, "#!/bin/sh\nfor a in \"$@\"; do echo \"<$a>\"; done\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    List<String> arguments =
        List.of("a b", "it's", "\"quoted\"", "$HOME", "*", ";", "back\\slash", "a;b&c|d");
    CommandResult result = Commands.quiet().run(blank, script, arguments);
    assertThat(result.output())
        .containsExactlyElementsOf(arguments.stream().map(a -> "<" + a + ">").toList());
  }

  @Test
  void givesTheExitCodeAndBothStreams() {
    List<String> logged = new ArrayList<>();
    CommandResult result =
        new Commands(Duration.ofSeconds(30), logged::add)
            .run(directory, SHELL, List.of("-c", "echo out; echo err >&2; exit 3"));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).containsExactlyInAnyOrder("out", "err");
    assertThat(logged).containsExactlyInAnyOrder("out", "err");
  }

  @Test
  void coloursAreTakenOut() {
    CommandResult result =
        Commands.quiet()
            .run(directory, SHELL, List.of("-c", "printf '\\033[1;31merror\\033[0m: x\\n'"));
    assertThat(result.output()).containsExactly("error: x");
  }

  @Test
  void aProgramThatTakesTooLongIsEndedWithItsChildren() throws IOException, InterruptedException {
    Path file = directory.resolve("pid");
    NativeBuildException e =
        catchThrowableOfType(
            NativeBuildException.class,
            () ->
                new Commands(Duration.ofSeconds(1), line -> {})
                    .run(
                        directory,
                        SHELL,
                        List.of("-c", "sleep 60 & echo $! > '" + file + "'; wait")));
    assertThat(e.kind()).isEqualTo(NativeBuildException.Kind.TIMEOUT);
    assertThat(e).hasMessageContaining("did not end within 1 seconds");
    long pid = Long.parseLong(Files.readString(file).strip());
    for (int i = 0; i < 50 && alive(pid); i++) {
      Thread.sleep(100);
    }
    assertThat(alive(pid)).isFalse();
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void aProgramThatIsNotThereIsReported() {
    NativeBuildException e =
        catchThrowableOfType(
            NativeBuildException.class,
            () -> Commands.quiet().run(directory, directory.resolve("absent"), List.of()));
    assertThat(e)
        .hasMessageStartingWith("cannot run " + directory.resolve("absent") + ": ")
        .hasMessageContaining("No such file");
  }
}
