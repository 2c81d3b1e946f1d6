package io.exo4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildStateTest {
  @TempDir Path temp;

  @Test
  void isReadAsWritten() throws IOException {
    Path file = temp.resolve("work dir/generate.state");
    BuildState state =
        new BuildState(
            "i",
            "k",
            Map.of("file:a b.exo", "00", "resource:exo/x.exo", "absent"),
            Map.of(temp.resolve("out put.c"), "11"));
    state.write(file);
    assertThat(BuildState.read(file)).isEqualTo(state);
  }

  @Test
  void absentOrDamagedIsNone() throws IOException {
    Path file = temp.resolve("state");
    assertThat(BuildState.read(file)).isEqualTo(BuildState.none());
    Files.writeString(file, "garbage");
    assertThat(BuildState.read(file)).isEqualTo(BuildState.none());
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(BuildState.read(file)).isEqualTo(BuildState.none());
    new BuildState("i", "k", Map.of(), Map.of()).write(file);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 3));
    assertThat(BuildState.read(file)).isEqualTo(BuildState.none());
  }

  @Test
  void whatAnInterruptedBuildMayHaveWrittenIsRemoved() throws IOException {
    Path file = temp.resolve("state");
    Path old = Files.writeString(temp.resolve("old.c"), "old");
    Path orphan = Files.writeString(temp.resolve("orphan.c"), "half");
    new BuildState("i", "k", Map.of(), Map.of(old, "00")).interrupted(Set.of(orphan)).write(file);

    BuildState found = BuildState.read(file);
    assertThat(found.key()).isEmpty();
    assertThat(found.outputs()).containsOnlyKeys(old, orphan);
    new OutputFiles().write(found.outputs());
    assertThat(orphan).doesNotExist();
    assertThat(old).doesNotExist();
  }

  @Test
  void writesOnlyWhatDiffersAndRemovesWhatIsGone() throws IOException {
    Path same = temp.resolve("a/same.c");
    Path gone = temp.resolve("a/gone.c");
    OutputFiles first = new OutputFiles();
    first.add(same, "int x;\n");
    first.add(gone, "int y;\n");
    Map<Path, String> written = first.write(Map.of());
    FileTime old = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(same, old);

    OutputFiles second = new OutputFiles();
    second.add(same, "int x;\n");
    Map<Path, String> again = second.write(written);

    assertThat(gone).doesNotExist();
    assertThat(Files.getLastModifiedTime(same)).isEqualTo(old);
    assertThat(again).containsOnlyKeys(same);
    assertThat(new BuildState("", "", Map.of(), again).outputsUnchanged()).isTrue();
    Files.writeString(same, "edited");
    assertThat(new BuildState("", "", Map.of(), again).outputsUnchanged()).isFalse();
    Files.delete(same);
    assertThat(new BuildState("", "", Map.of(), again).outputsUnchanged()).isFalse();
  }
}
