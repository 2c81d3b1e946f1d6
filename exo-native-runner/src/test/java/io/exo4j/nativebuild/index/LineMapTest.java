package io.exo4j.nativebuild.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineMapTest {
  private static final String C =
      """
      #include "a.h"
      #line 3 "dir/a.exo"
      void a(void) {
        one();
      #line 9
        two();
      #line 6 "a.c"
      }
      static int x;
      """;

  @Test
  void takesTheDirectivesOut() {
    LineMap map = LineMap.of(C, "a.c");
    assertThat(map.plain())
        .isEqualTo("#include \"a.h\"\nvoid a(void) {\n  one();\n  two();\n}\nstatic int x;\n");
    assertThat(map.places())
        .containsExactly(
            Optional.empty(),
            Optional.of(new LineMap.Place("dir/a.exo", 3)),
            Optional.of(new LineMap.Place("dir/a.exo", 4)),
            Optional.of(new LineMap.Place("dir/a.exo", 9)),
            Optional.empty(),
            Optional.empty());
  }

  @Test
  void entriesReadBack() {
    String entries = LineMap.of(C, "a.c").entries("src/a.c");
    assertThat(entries)
        .isEqualTo("2 3 src/a.c\tdir/a.exo\n3 4 src/a.c\tdir/a.exo\n4 9 src/a.c\tdir/a.exo\n");
    assertThat(LineMap.read(entries))
        .containsEntry("src/a.c:4", new LineMap.Place("dir/a.exo", 9))
        .hasSize(3);
  }
}
