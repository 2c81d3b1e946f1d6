package io.exo4j.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.testing.GeneratorOptions;
import io.exo4j.testing.ProgramGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A file read procedure by procedure gives the same items as one read at once. */
class OutlineTest {
  private static final String ITEMS =
      """
      \"""Documentation with 'quotes', @proc and a \\\""" inside.
      @proc
      \"""
      from other.module import *

      @target
      class here:
          flags = "-O2"
      # a comment: (
      @memory
      class M:
          global = \"""
      @instr("a")
      #include <x.h>
      \"""

      @config
      class C:
          field: f32

      @extern("f({0})")
      def f(x: f32) -> f32

      @proc(export=False)
      def inner(n: size, x: [f32][n]):
          \"""Says: # not a comment.\"""
          for i in seq(0, n):
              x[i] = x[i] + \\
      f(x[i])

      @instr("a(\\"{x}\\");", "g")
      def one(
      x: f32,
      ): x = 1.0
      @proc
      def two(x: f32):
          # nothing
          one(x)
      """;

  /** All items, those that the outline leaves out read one by one. */
  private static List<AstItem> oneByOne(AstModule outline, Diagnostics problems) {
    List<AstItem> items = new ArrayList<>();
    for (AstItem item : outline.items()) {
      if (item instanceof AstItem.Unread unread) {
        Parser.parseProcedure(unread, problems).ifPresent(items::add);
      } else {
        items.add(item);
      }
    }
    return items;
  }

  private static void assertSame(String text) {
    SourceFile file = new SourceFile("test.exo", text);
    Diagnostics problems = new Diagnostics();
    AstModule whole = Parser.parseModule(file, problems);
    assertThat(problems.list()).isEmpty();
    AstModule outline = Parser.parseOutline(file).orElseThrow();
    assertThat(outline.documentation()).isEqualTo(whole.documentation());
    List<AstItem> items = oneByOne(outline, problems);
    assertThat(problems.list()).isEmpty();
    assertThat(items).isEqualTo(whole.items());
    for (int i = 0; i < items.size(); i++) {
      assertThat(items.get(i).span().samePosition(whole.items().get(i).span())).isTrue();
    }
  }

  @Test
  void everyKindOfItem() {
    assertSame(ITEMS);
    assertSame(ITEMS.replace("\n", "\r\n"));
    assertSame("");
    assertSame("# only a comment");
    assertSame("@proc\ndef f():\n    pass");
  }

  @Test
  void onlyProceduresAreLeftOut() {
    AstModule outline = Parser.parseOutline(new SourceFile("test.exo", ITEMS)).orElseThrow();
    assertThat(outline.items().stream().filter(AstItem.Unread.class::isInstance))
        .extracting(i -> ((AstItem.Unread) i).name().text())
        .containsExactly("inner", "one", "two");
  }

  @Test
  void generatedPrograms() {
    for (long seed = 0; seed < 200; seed++) {
      assertSame(ProgramGenerator.generate(seed, GeneratorOptions.DEFAULT).source());
    }
  }

  /** Whatever is wrong with a text is found in its parts, or the text has no outline. */
  @Test
  void brokenTextsNeverLookRight() {
    SplittableRandom random = new SplittableRandom(7);
    String noise = "()[]{}\"'\\#@:\n \tdx\u202e";
    int outlines = 0;
    for (int n = 0; n < 3000; n++) {
      StringBuilder text = new StringBuilder(ITEMS);
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        int at = random.nextInt(text.length());
        text.replace(at, at + random.nextInt(2), "" + noise.charAt(random.nextInt(noise.length())));
      }
      SourceFile file = new SourceFile("test.exo", text.toString());
      Diagnostics whole = new Diagnostics();
      AstModule module = Parser.parseModule(file, whole);
      Optional<AstModule> outline = Parser.parseOutline(file);
      if (outline.isEmpty()) {
        continue;
      }
      outlines++;
      Diagnostics parts = new Diagnostics();
      List<AstItem> items = oneByOne(outline.get(), parts);
      assertThat(parts.hasErrors()).as(text.toString()).isEqualTo(whole.hasErrors());
      if (!whole.hasErrors()) {
        assertThat(items).as(text.toString()).isEqualTo(module.items());
      }
    }
    assertThat(outlines).isGreaterThan(300);
  }
}
