package io.exo4j.nativebuild.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final BenchResult FAST =
      NativeBench.parse("BENCH\tscale\twide\tn=64 m=2\t1e-08\t2e-08\t3e-08\t1e-07\t2e-07\t3e-07");
  private static final BenchResult ALONE =
      NativeBench.parse("BENCH\tother\tdefault\t\t1e-3\t2e-3\t3e-3");

  @Test
  void linesOfProgramsAreRead() {
    assertThat(FAST.speedUp()).hasValueSatisfying(x -> assertThat(x).isBetween(9.99, 10.01));
    assertThat(ALONE.speedUp()).isEmpty();
    assertThat(ALONE.sizes()).isEmpty();
  }

  @Test
  void tableJsonAndPicture() {
    SortedMap<String, String> files = BenchReport.of(List.of(FAST, ALONE));
    assertThat(files)
        .containsOnlyKeys(
            "other.html", "other.svg", "results.json", "results.md", "scale.html", "scale.svg");
    assertThat(files.get("results.md"))
        .contains("| scale | wide | n=64 m=2 | 20.0 ns | 10.0 ns | 100.0 ns | 10.00 |")
        .contains("| other | default |  | 2.00 ms | 1.00 ms |  |  |");
    assertThat(files.get("results.json"))
        .contains("\"sizes\": {\"n\": 64, \"m\": 2}")
        .contains("\"seconds\": {\"min\": 1.0E-8, \"median\": 2.0E-8, \"max\": 3.0E-8}");
    assertThat(files.get("scale.svg")).contains("wide n=64 m=2").contains(">10.00<");
  }

  @Test
  void timesHaveUnits() {
    assertThat(BenchReport.time(2.5e-6)).isEqualTo("2.50 µs");
  }
}
