package io.exo4j.nativebuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineDiffTest {
  private static String diff(String before, String after) {
    return LineDiff.hunks(List.of(before.split(" ")), List.of(after.split(" "))).stream()
        .map(
            l ->
                switch (l.kind()) {
                  case SAME -> l.text();
                  case REMOVED -> "-" + l.text();
                  case ADDED -> "+" + l.text();
                  case GAP -> "…";
                })
        .collect(Collectors.joining(" "));
  }

  @Test
  void whatChangedIsShownWithSomeLinesAroundIt() {
    assertThat(diff("a b c d e f g h i", "a b c d E f g h i")).isEqualTo("… b c d -e +E f g h …");
    assertThat(diff("a b", "b c")).isEqualTo("-a b +c");
    assertThat(diff("a b c", "a c")).isEqualTo("a -b c");
    assertThat(diff("a", "a a")).isEqualTo("a +a");
  }

  @Test
  void partsThatMoved() {
    assertThat(diff("x a b y", "a b x y")).isEqualTo("-x a b +x y");
  }
}
