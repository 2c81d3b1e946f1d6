package io.exo4j.nativebuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.schedule.Procedure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivationReportTest {
  private static final String KERNEL =
      """
      @proc
      def scale(n: size, x: f32[n]):
          for i in seq(0, n):
              x[i] = x[i] * 2.0
      """;

  @TempDir Path temp;

  private static KernelStory story() {
    Exo exo = Exo.create();
    Library library = exo.parse("scale.exo", KERNEL);
    Procedure fast =
        exo.schedule(
            library.procedure("scale"),
            "[{split: {loop: i, split_const: 4, iter_vars: [io, ii], tail: cut}}, {rename:"
                + " scale4}]",
            library);
    return new KernelStory(
        "scale.yaml",
        "scale4",
        Optional.of("wide<1>"),
        Optional.of("scale"),
        true,
        fast.version().history(),
        exo.compileToC(fast));
  }

  @Test
  void theStepsAreThereWithTheirDifferences() {
    SortedMap<String, String> pages =
        DerivationReport.of("p", List.of(story()), List.of(), Map.of());
    assertThat(pages).containsOnlyKeys("index.html", "scale.yaml-scale4.html");
    assertThat(pages.get("index.html"))
        .contains("<a href=\"scale.yaml-scale4.html\">scale4</a>")
        .contains("wide&lt;1&gt;");
    assertThat(pages.get("scale.yaml-scale4.html"))
        .contains("1. <code>split(")
        .contains("<del>-   for i in seq(0, n):</del>")
        .contains("<ins>+   for io in seq(0, n / 4):</ins>")
        .contains("void scale4(")
        .doesNotContain("Native tests");
  }

  @Test
  void resultsOfTestsAndBenchmarksAreShown() throws IOException {
    Files.writeString(
        temp.resolve("TEST-exo.scale.xml"),
        """
        <testsuite name="exo.scale" tests="3">
          <testcase name="wide [default]" classname="exo.scale" time="0.010"/>
          <testcase name="wide [large]" classname="exo.scale" time="0.020">
            <failure message="x[3] is 1 &lt; 2" type="t">text</failure>
          </testcase>
          <testcase name="other [default]" classname="exo.scale" time="0.000">
            <skipped message="no such CPU"/>
          </testcase>
        </testsuite>
        """);
    SortedMap<String, String> pages =
        DerivationReport.of(
            "p", List.of(story()), TestOutcomes.in(temp), Map.of("scale", "<p>fast</p>"));
    assertThat(pages.get("index.html")).contains("1 failed");
    assertThat(pages.get("scale.yaml-scale4.html"))
        .contains("failure: x[3] is 1 &lt; 2")
        .contains("skipped: no such CPU")
        .contains("passed")
        .contains("<p>fast</p>");
  }

  @Test
  void whereNothingWasTestedNothingIsShown() throws IOException {
    assertThat(TestOutcomes.in(temp.resolve("absent"))).isEmpty();
    Files.writeString(temp.resolve("TEST-exo.x.xml"), "<testsuite");
    assertThat(TestOutcomes.in(temp))
        .singleElement()
        .matches(o -> o.outcome().equals("cannot be read"));
  }
}
