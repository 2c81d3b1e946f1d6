package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleLoaderTest {
  private static final String VECTORS =
      """
      from "base.exo" import *

      @instr("copy({d}, {s});")
      def copy(d: [f32][8] @ VEC, s: [f32][8]):
          for i in seq(0, 8):
              d[i] = s[i]
      """;

  private static final String BASE = "@memory\nclass VEC:\n    readable = False\n";

  private final ModuleSource source =
      Checked.modules(
          Map.of(
              "common.exo", "@proc\ndef clamp(x: f32):\n    x = fmaxf(x, 0.0)\n",
              "sub/a.exo", "from \"b.exo\" import *\nfrom \"../common.exo\" import clamp\n",
              "sub/b.exo", "@proc\ndef b():\n    pass\n",
              "x.exo", "from \"y.exo\" import *\n",
              "y.exo", "from \"z.exo\" import g\n",
              "z.exo", "from \"x.exo\" import g\n",
              "broken.exo", "@proc\ndef bad(x: f32):\n    x = z\n@proc\ndef fine():\n    pass\n"),
          Map.of("exo/my/vectors.exo", VECTORS, "exo/my/base.exo", BASE));

  private final ModuleLoader loader = new ModuleLoader(source, ProcPass.none());

  private Checked.Result check(String text) {
    return Checked.check(loader, "main.exo", text);
  }

  @Test
  void importsNamesAndStars() {
    Checked.Result r =
        check(
            """
            from my.vectors import *
            from "common.exo" import clamp

            @proc
            def f(x: f32[8], y: f32):
                v : f32[8] @ VEC
                copy(v[:], x[:])
                clamp(y)
            """);
    assertThat(r.rendered()).isEmpty();
    assertThat(r.scope().procs()).containsOnlyKeys("copy", "clamp", "f");
    assertThat(r.scope().own().procs()).containsOnlyKeys("f");
    assertThat(r.scope().own().memories()).isEmpty();
    assertThat(r.scope().memories()).containsKeys("VEC", "DRAM");
  }

  @Test
  void aModuleImportedTwiceGivesTheSameObjects() {
    Proc a = check("from my.vectors import copy\n").scope().proc("copy").orElseThrow();
    Proc b =
        Checked.check(
                loader, "other.exo", "from my.vectors import *\nfrom my.vectors import copy\n")
            .scope()
            .proc("copy")
            .orElseThrow();
    assertThat(a).isSameAs(b);
  }

  @Test
  void aGivenFileIsTheImportedOne() {
    String text = "@proc\ndef clamp(x: f32):\n    x = 1.0\n";
    Proc given = Checked.check(loader, "common.exo", text).scope().proc("clamp").orElseThrow();
    Proc imported = check("from \"common.exo\" import clamp\n").scope().proc("clamp").orElseThrow();
    assertThat(imported).isSameAs(given);
    assertThat(Checked.check(loader, "common.exo", text).scope().proc("clamp")).containsSame(given);
  }

  @Test
  void filesAreNamedRelativeToTheirImporter() {
    Checked.Result r = check("from \"sub/a.exo\" import b, clamp\n");
    assertThat(r.rendered()).isEmpty();
    assertThat(r.scope().procs()).containsOnlyKeys("b", "clamp");
  }

  @Test
  void cyclesAreShown() {
    Checked.Result r = Checked.check(loader, "x.exo", "from \"y.exo\" import *\n");
    assertThat(r.codes()).containsExactly(CheckCode.IMPORT_CYCLE.id());
    assertThat(r.rendered()).contains("x.exo -> y.exo -> z.exo -> x.exo").contains("z.exo:1:6");
  }

  @Test
  void aFileMayNotImportItself() {
    Checked.Result r = check("from \"main.exo\" import *\n");
    assertThat(r.codes()).containsExactly(CheckCode.IMPORT_CYCLE.id());
  }

  @Test
  void whatCannotBeFoundIsReportedOnce() {
    Checked.Result r =
        check(
            """
            from my.vektors import copy, paste
            from "comon.exo" import *
            from "../secret.exo" import x
            from "common.exo" import clmap

            @proc
            def f(x: f32, y: f32[8] @ VEC):
                copy(x)
                clmap(x)
                anything(x)
            """);
    assertThat(r.codes())
        .as(r.rendered())
        .containsExactly(
            CheckCode.UNKNOWN_MODULE.id(),
            CheckCode.UNKNOWN_MODULE.id(),
            CheckCode.UNKNOWN_MODULE.id(),
            CheckCode.UNKNOWN_IMPORT.id());
    assertThat(r.rendered())
        .contains("did you mean 'my.vectors'?")
        .contains("did you mean 'common.exo'?")
        .contains("did you mean 'clamp'?");
    assertThat(r.scope().own().procs()).isEmpty();
  }

  @Test
  void aFileOfTheProjectIsNoLibrary() {
    Checked.Result r = check("from common import clamp\n");
    assertThat(r.codes()).containsExactly(CheckCode.UNKNOWN_MODULE.id());
    assertThat(r.rendered())
        .contains("a file of the project is imported by its name: from \"common.exo\"");
  }

  @Test
  void mistakesOfAnImportedFileAreReportedThereAndLeadToNoOthers() {
    Checked.Result r =
        check(
            """
            from "broken.exo" import *

            @proc
            def f(x: f32):
                bad(x)

            @proc
            def g():
                fine()
            """);
    assertThat(r.codes()).containsExactly(CheckCode.UNKNOWN_NAME.id());
    assertThat(r.diagnostics().get(0).span().file().name()).isEqualTo("broken.exo");
    assertThat(r.scope().own().procs()).containsOnlyKeys("g");
  }

  @Test
  void twoMeaningsOfANameMatterOnlyWhereItIsUsed() {
    ModuleLoader two =
        new ModuleLoader(
            Checked.modules(
                Map.of(
                    "a.exo", "@proc\ndef f():\n    pass\n@proc\ndef g():\n    pass\n",
                    "b.exo", "@proc\ndef f():\n    pass\n"),
                Map.of()),
            ProcPass.none());
    String stars = "from \"a.exo\" import *\nfrom \"b.exo\" import *\n";
    String use = "@proc\ndef h():\n    f()\n";
    assertThat(Checked.check(two, "m1.exo", stars + "@proc\ndef h():\n    g()\n").codes())
        .isEmpty();
    Checked.Result r = Checked.check(two, "m2.exo", stars + use);
    assertThat(r.codes()).containsExactly(CheckCode.AMBIGUOUS_NAME.id());
    assertThat(r.rendered()).contains("a.exo").contains("b.exo");
    assertThat(Checked.check(two, "m3.exo", stars + "from \"b.exo\" import f\n" + use).codes())
        .isEmpty();
    assertThat(Checked.check(two, "m4.exo", stars + "@proc\ndef f():\n    pass\n" + use).codes())
        .isEmpty();
    assertThat(
            Checked.check(
                    two, "m5.exo", "from \"b.exo\" import f\n@proc\ndef f():\n    pass\n" + use)
                .codes())
        .containsExactly(CheckCode.DUPLICATE_NAME.id());
  }

  @Test
  void thePassSeesEveryProcedureOfAFileWithoutErrorsOnce() {
    List<String> seen = new ArrayList<>();
    ModuleLoader withPass = new ModuleLoader(source, (proc, diagnostics) -> seen.add(proc.name()));
    String text = "from \"common.exo\" import *\n@proc\ndef f():\n    pass\n";
    Checked.check(withPass, "m.exo", text);
    Checked.check(
        withPass, "n.exo", "from \"common.exo\" import *\nfrom \"broken.exo\" import fine\n");
    assertThat(seen).containsExactly("clamp", "f");
  }

  /** A library whose second procedure calls the first, and whose last two are wrong. */
  private static final String LIBRARY =
      """
      \"""A library of \"quoted\" things: @proc
      def not_a_procedure():
      \"""

      @memory
      class VEC:
          \"""Its C text has lines at the left margin.\"""
          global = \"""
      @proc
      def nor_this():
      \"""
          readable = False

      # a comment (with an open bracket

      @proc
      def first(x: [f32][8] @ VEC):
          x[0] = 1.0

      @instr("two({x});",
      "#include <two.h>")
      def second(
          x: [f32][8] @ VEC,
      ):
          first(x[0:8])

      @proc
      def early():
          late()

      @proc
      def wrong():
          x = 1.0

      @proc
      def late():
          pass
      """;

  private static ModuleLoader library(String text, List<String> seen) {
    return new ModuleLoader(
        Checked.modules(Map.of(), Map.of("exo/lib.exo", text)),
        (proc, diagnostics) -> seen.add(proc.name()));
  }

  private static final String USE =
      "from lib import *\n@proc\ndef f(x: [f32][8] @ VEC):\n    second(x[0:8])\n";

  @Test
  void proceduresOfALibraryAreReadWhenTheyAreUsed() {
    List<String> seen = new ArrayList<>();
    Checked.Result r = Checked.check(library(LIBRARY, seen), "m.exo", USE);
    assertThat(r.rendered()).isEmpty();
    assertThat(seen).containsExactly("first", "second", "f");
    assertThat(r.scope().procNames())
        .containsExactly("first", "second", "early", "wrong", "late", "f");
    Proc second = r.scope().proc("second").orElseThrow();
    assertThat(second.span().line()).isEqualTo(22);
    assertThat(second.instr().orElseThrow().global()).isEqualTo("#include <two.h>");
    assertThat(r.scope().proc("second")).containsSame(second);
    assertThat(seen).hasSize(3);
  }

  @Test
  void mistakesInAProcedureOfALibraryAreReportedWhereItIsUsed() {
    List<String> seen = new ArrayList<>();
    Checked.Result r =
        Checked.check(
            library(LIBRARY, seen),
            "m.exo",
            "from lib import *\n@proc\ndef f():\n    wrong()\n    late()\n@proc\ndef g():\n    wrong()\n");
    assertThat(r.codes()).containsExactly(CheckCode.UNKNOWN_NAME.id());
    assertThat(r.rendered()).contains("exo/lib.exo:33:5");
    assertThat(seen).containsExactly("late");
  }

  @Test
  void aProcedureOfALibraryCallsThoseAboveItOnly() {
    Checked.Result r =
        Checked.check(
            library(LIBRARY, new ArrayList<>()),
            "m.exo",
            "from lib import *\n@proc\ndef f():\n    early()\n");
    assertThat(r.codes()).containsExactly(CheckCode.USED_BEFORE_DECLARATION.id());
  }

  @Test
  void whoAsksForAWrongProcedureGetsItsMistakes() {
    ModuleScope scope = Checked.check(library(LIBRARY, new ArrayList<>()), "m.exo", USE).scope();
    assertThatThrownBy(() -> scope.proc("wrong"))
        .isInstanceOfSatisfying(
            ExoException.class,
            e -> assertThat(e.diagnostics().get(0).code()).isEqualTo(CheckCode.UNKNOWN_NAME.id()));
    assertThatThrownBy(scope::procs).isInstanceOf(ExoException.class);
    assertThat(scope.proc("late")).isPresent();
  }

  @Test
  void whatAProofRefusesIsNotThere() {
    ModuleLoader refusing =
        new ModuleLoader(
            Checked.modules(Map.of(), Map.of("exo/lib.exo", LIBRARY)),
            (proc, diagnostics) -> {
              if (proc.name().equals("first")) {
                diagnostics.error(CheckCode.WRONG_KIND, proc.span(), "refused");
              }
            });
    Checked.Result r = Checked.check(refusing, "m.exo", USE);
    assertThat(r.codes()).containsExactly(CheckCode.WRONG_KIND.id());
    assertThat(r.scope().own().procs()).isEmpty();
  }

  @Test
  void aLibraryThatIsNotInOrderIsReadAsAWhole() {
    String use = "from lib import VEC\n";
    assertThat(Checked.check(library(LIBRARY, new ArrayList<>()), "m.exo", use).codes()).isEmpty();
    for (String wrong :
        List.of(
            LIBRARY + "x = 1\n",
            LIBRARY + "@proc\ndef first():\n    pass\n",
            LIBRARY + "@memory\nclass OTHER\n",
            LIBRARY + "@proc\n@proc\ndef twice():\n    pass\n",
            LIBRARY + "@proc\ndef open(x: f32:\n    pass\n",
            LIBRARY + "@proc\ndef text():\n    x : 'f32\n",
            LIBRARY + "\u202e")) {
      Checked.Result r = Checked.check(library(wrong, new ArrayList<>()), "m.exo", use);
      assertThat(r.codes()).as(wrong).isNotEmpty();
    }
  }

  @Test
  void aProcedureMayHideWhatALibraryImports() {
    List<String> seen = new ArrayList<>();
    ModuleLoader hiding =
        new ModuleLoader(
            Checked.modules(
                Map.of(),
                Map.of(
                    "exo/a.exo",
                    "@proc\ndef f():\n    pass\n",
                    "exo/b.exo",
                    "from a import *\n@proc\ndef g():\n    f()\n@proc\ndef f():\n    g()\n")),
            (proc, diagnostics) -> seen.add(proc.name()));
    Checked.Result r =
        Checked.check(hiding, "m.exo", "from b import *\n@proc\ndef h():\n    f()\n");
    assertThat(r.rendered()).isEmpty();
    assertThat(seen).containsExactly("f", "g", "f", "h");
  }

  @Test
  void longChainsOfImportsAreRefused() {
    ModuleSource endless =
        new ModuleSource() {
          @Override
          public Optional<SourceFile> file(String path) {
            int n = Integer.parseInt(path.substring(0, path.length() - 4));
            return Optional.of(new SourceFile(path, "from \"" + (n + 1) + ".exo\" import *\n"));
          }

          @Override
          public Optional<SourceFile> resource(String path) {
            return Optional.empty();
          }
        };
    Checked.Result r =
        Checked.check(
            new ModuleLoader(endless, ProcPass.none()), "m.exo", "from \"0.exo\" import *\n");
    assertThat(r.codes()).contains(CheckCode.IMPORT_CYCLE.id());
  }

  @Test
  void readsDirectoriesAndClassPaths(@TempDir Path dir) throws IOException {
    Files.createDirectories(dir.resolve("sub"));
    Files.writeString(dir.resolve("sub/k.exo"), "@proc\ndef k():\n    pass\n");
    Files.write(dir.resolve("latin.exo"), new byte[] {'#', (byte) 0xE4, '\n'});
    ModuleLoader files = ModuleLoader.of(getClass().getClassLoader(), dir);
    assertThat(Checked.check(files, "m.exo", "from \"sub/k.exo\" import k\n").codes()).isEmpty();
    Checked.Result r =
        Checked.check(
            files,
            "n.exo",
            "from \"latin.exo\" import *\nfrom \"sub/kk.exo\" import *\nfrom my.stuff import *\n");
    assertThat(r.codes())
        .containsExactly(
            CheckCode.UNREADABLE_MODULE.id(),
            CheckCode.UNKNOWN_MODULE.id(),
            CheckCode.UNKNOWN_MODULE.id());
    assertThat(r.rendered()).contains("not UTF-8").contains("did you mean 'sub/k.exo'?");
  }
}
