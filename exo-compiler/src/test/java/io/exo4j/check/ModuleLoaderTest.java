package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;

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

  private final ModuleLoader loader = new ModuleLoader(source, ModulePass.none());

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
            ModulePass.none());
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
  void thePassSeesEveryModuleWithoutErrorsOnce() {
    List<String> seen = new ArrayList<>();
    ModuleLoader withPass =
        new ModuleLoader(source, (scope, diagnostics) -> seen.add(scope.file().name()));
    Checked.check(withPass, "m.exo", "from my.vectors import *\n");
    Checked.check(withPass, "n.exo", "from my.vectors import *\nfrom \"broken.exo\" import fine\n");
    assertThat(seen).containsExactly("exo/my/base.exo", "exo/my/vectors.exo", "m.exo");
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
            new ModuleLoader(endless, ModulePass.none()), "m.exo", "from \"0.exo\" import *\n");
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
