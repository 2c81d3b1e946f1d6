package io.exo4j.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
  private enum TestCode implements Code {
    WRONG;

    @Override
    public String id() {
      return "EXO-TST-001";
    }

    @Override
    public String title() {
      return "wrong";
    }
  }

  private static Diagnostic at(String text, String marked) {
    int start = text.indexOf(marked);
    return Diagnostic.error(
        TestCode.WRONG,
        new SourceFile("a.exo", text).span(start, start + marked.length()),
        "this is wrong");
  }

  @Test
  void showsPlaceLineCaretCounterexampleNoteAndHint() {
    Diagnostic d =
        at("x = 1\n  y = x[i + 1]\nz = 2\n", "x[i + 1]")
            .withCounterexample("n = 1, i = 0\nx[1]")
            .withHint("shrink it");
    d = d.withNote(d.span().file().span(0, 1), "allocated here");
    assertThat(d.render())
        .isEqualTo(
            """
            a.exo:2:7: error: this is wrong [EXO-TST-001]
                  y = x[i + 1]
                      ^^^^^^^^
              counterexample: n = 1, i = 0
                              x[1]
            a.exo:1:1: note: allocated here
                x = 1
                ^
              hint: shrink it""");
  }

  @Test
  void alignsTheCaretBehindTabs() {
    assertThat(at("\tx =\ty", "y").render())
        .isEqualTo(
            """
            a.exo:1:6: error: this is wrong [EXO-TST-001]
                        x =     y
                                ^""");
  }

  @Test
  void alignsTheCaretBehindWideAndCombiningCharacters() {
    assertThat(at("矩阵 e\u0301 \uD835\uDC65 y", "y").render())
        .isEqualTo(
            """
            a.exo:1:9: error: this is wrong [EXO-TST-001]
                矩阵 e\u0301 \uD835\uDC65 y
                         ^""");
  }

  @Test
  void hidesControlCharactersAndWorksAtTheEndOfTheText() {
    SourceFile file = new SourceFile("a.exo", "a\u0000\u202Eb");
    assertThat(Diagnostic.error(TestCode.WRONG, file.span(4, 4), "m").render())
        .isEqualTo("a.exo:1:5: error: m [EXO-TST-001]\n    a\uFFFD\uFFFDb\n        ^");
    SourceFile empty = new SourceFile("e.exo", "");
    assertThat(Diagnostic.error(TestCode.WRONG, empty.span(0, 0), "m").render())
        .isEqualTo("e.exo:1:1: error: m [EXO-TST-001]\n    \n    ^");
  }

  @Test
  void marksTheFirstLineOfALongRange() {
    assertThat(at("ab(\ncd)", "b(\ncd").render()).endsWith("    ab(\n     ^^");
  }

  @Test
  void cutsVeryLongLines() {
    String text = "a".repeat(5000) + "!" + "b".repeat(5000);
    String[] lines = at(text, "!").render().split("\n");
    assertThat(lines[1]).hasSizeLessThan(220).startsWith("    …a").endsWith("b…");
    assertThat(lines[2].indexOf('^')).isEqualTo(lines[1].indexOf('!'));
  }

  @Test
  void withoutAPlaceThereIsOnlyTheMessage() {
    assertThat(Diagnostic.warning(TestCode.WRONG, SourceSpan.NONE, "m").render())
        .isEqualTo("warning: m [EXO-TST-001]");
  }

  @Test
  void spansCountLinesAndCodePointsFromOne() {
    SourceFile file = new SourceFile("a.exo", "ab\r\n\uD835\uDC65c\rd\n");
    assertThat(file.lineCount()).isEqualTo(4);
    assertThat(file.lineText(1)).isEqualTo("ab");
    assertThat(file.lineText(2)).isEqualTo("\uD835\uDC65c");
    assertThat(file.lineText(3)).isEqualTo("d");
    assertThat(file.lineText(4)).isEmpty();
    SourceSpan c = file.span(6, 7);
    assertThat(c.line()).isEqualTo(2);
    assertThat(c.column()).isEqualTo(2);
    assertThat(c.text()).isEqualTo("c");
    assertThat(c.toString()).isEqualTo("a.exo:2:2");
    assertThat(file.span(8, 8).line()).isEqualTo(3);
    assertThat(file.span(0, 1).to(c).text()).isEqualTo("ab\r\n\uD835\uDC65c");
  }

  @Test
  void allSpansAreEqualSoThatTreesCompareByMeaning() {
    SourceFile file = new SourceFile("a.exo", "abc");
    assertThat(file.span(0, 1))
        .isEqualTo(file.span(1, 2))
        .isEqualTo(SourceSpan.NONE)
        .hasSameHashCodeAs(SourceSpan.NONE);
    assertThat(file.span(0, 1).samePosition(file.span(1, 2))).isFalse();
    assertThat(SourceSpan.NONE.isNone()).isTrue();
  }

  @Test
  void theCollectorSortsAndDropsDuplicates() {
    SourceFile file = new SourceFile("a.exo", "abc");
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(TestCode.WRONG, file.span(2, 3), "second");
    diagnostics.error(TestCode.WRONG, file.span(0, 1), "first");
    diagnostics.error(TestCode.WRONG, file.span(2, 3), "second");
    diagnostics.add(Diagnostic.warning(TestCode.WRONG, file.span(1, 2), "between"));
    assertThat(diagnostics.list())
        .extracting(Diagnostic::message)
        .containsExactly("first", "between", "second");
    assertThat(diagnostics.errorCount()).isEqualTo(2);
    assertThatThrownBy(diagnostics::throwIfErrors)
        .isInstanceOfSatisfying(ExoException.class, e -> assertThat(e.diagnostics()).hasSize(3))
        .hasMessageContaining("a.exo:1:1: error: first")
        .hasMessageContaining("a.exo:1:3: error: second");
  }

  @Test
  void warningsAloneAreNoFailure() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(Diagnostic.warning(TestCode.WRONG, SourceSpan.NONE, "m"));
    diagnostics.throwIfErrors();
    assertThat(diagnostics.hasErrors()).isFalse();
    assertThat(diagnostics.isEmpty()).isFalse();
  }

  @Test
  void theCollectorShowsOnlySoMany() {
    Diagnostics diagnostics = new Diagnostics(10);
    SourceFile file = new SourceFile("a.exo", "a".repeat(100_000));
    for (int i = 99_999; i >= 0; i--) {
      diagnostics.error(TestCode.WRONG, file.span(i, i), "m");
    }
    List<Diagnostic> list = diagnostics.list();
    assertThat(list).hasSize(11);
    assertThat(list.get(10).render())
        .isEqualTo("note: 99990 more diagnostics are not shown [EXO-GEN-001]");
    assertThat(diagnostics.errorCount()).isEqualTo(100_000);
  }

  @Test
  void anErrorBehindManyWarningsIsShown() {
    Diagnostics diagnostics = new Diagnostics(2);
    SourceFile file = new SourceFile("a.exo", "a".repeat(100));
    for (int i = 0; i < 50; i++) {
      diagnostics.add(Diagnostic.warning(TestCode.WRONG, file.span(i, i), "m"));
    }
    diagnostics.error(TestCode.WRONG, file.span(60, 61), "the error");
    assertThat(diagnostics.list()).extracting(Diagnostic::message).contains("the error");
  }

  @Test
  void anExceptionNeedsADiagnostic() {
    assertThatThrownBy(() -> new ExoException(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    ExoException e =
        new SchedulingException(
            Diagnostic.error(TestCode.WRONG, SourceSpan.NONE, "m"), new RuntimeException());
    assertThat(e).hasMessage("error: m [EXO-TST-001]").hasCauseInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(e))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void suggestsTheNearestSpelling() {
    List<String> names = List.of("divide_loop", "reorder_loops", "unroll_loop", "n", "N", "fuse");
    assertThat(Suggest.nearest("divide_lop", names)).contains("divide_loop");
    assertThat(Suggest.nearest("reoder_lopos", names)).contains("reorder_loops");
    assertThat(Suggest.nearest("esuf", names)).isEmpty();
    assertThat(Suggest.nearest("fues", names)).contains("fuse");
    assertThat(Suggest.nearest("FUSE", names)).contains("fuse");
    assertThat(Suggest.nearest("m", names)).isEmpty();
    assertThat(Suggest.nearest("n", List.of("N"))).contains("N");
    assertThat(Suggest.nearest("", names)).isEmpty();
    assertThat(Suggest.didYouMean("fus", names)).contains("did you mean 'fuse'?");
  }
}
