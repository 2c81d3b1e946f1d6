package io.exo4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  private static final Path INDEX = Path.of("src/main/resources/META-INF/exo/directives");

  private final DirectiveRegistry registry = DirectiveRegistry.load();

  private Directive bind(String name, ArgValue args) {
    return Binder.bind(registry.get(name, SourceSpan.NONE), Optional.of(args), SourceSpan.NONE);
  }

  private static ArgValue list(String... items) {
    List<ArgValue> values = List.of(items).stream().<ArgValue>map(ArgValue.Scalar::of).toList();
    return new ArgValue.Items(values, SourceSpan.NONE);
  }

  private static ArgValue map(String key, String value) {
    return new ArgValue.Entries(
        List.of(new ArgValue.Entry(key, SourceSpan.NONE, ArgValue.Scalar.of(value))),
        SourceSpan.NONE);
  }

  @Test
  void everyDirectiveIsWellDeclared() {
    assertThat(registry.all()).isNotEmpty();
    for (DirectiveSpec d : registry.all()) {
      assertThat(d.doc()).as(d.name()).isNotBlank().endsWith(".");
      assertThat(d.name()).matches("[a-z][a-z0-9_]*");
      for (ParamSpec p : d.params()) {
        assertThat(p.doc()).as(d.name() + "." + p.name()).isNotBlank();
        assertThat(p.name()).matches("[a-z][a-z0-9_]*");
        if (p.kind() == ParamKind.CHOICE) {
          p.defaultText().ifPresent(t -> assertThat(p.choices()).contains(t));
        }
      }
      boolean optionalSeen = false;
      for (ParamSpec p : d.params()) {
        assertThat(p.required() && optionalSeen).as("order of " + d.signature()).isFalse();
        optionalSeen |= !p.required();
      }
    }
  }

  /**
   * The index lists every public directive; {@code -Dexo.updateDocs=true} writes it anew, with new
   * ones at the end.
   */
  @Test
  void theIndexSaysWhatTheDeclarationsSay() throws IOException {
    Set<String> declared = new TreeSet<>();
    for (JavaClass c :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.exo4j")) {
      if (c.isAnnotatedWith(DirectiveInfo.class)
          && c.getModifiers().contains(JavaModifier.PUBLIC)) {
        declared.add(c.getName());
      }
    }
    Set<String> ordered = new LinkedHashSet<>();
    for (String line : Files.readAllLines(INDEX)) {
      ordered.add(line.split(" ")[0]);
    }
    ordered.retainAll(declared);
    ordered.addAll(declared);
    StringBuilder index = new StringBuilder();
    for (String name : ordered) {
      DirectiveSpec d = DirectiveSpec.of(directive(name));
      index.append(name).append(' ').append(d.name());
      d.aliases().forEach(a -> index.append(' ').append(a));
      index.append('\n');
    }
    if (Boolean.getBoolean("exo.updateDocs")) {
      Files.writeString(INDEX, index);
    }
    assertThat(INDEX).hasContent(index.toString());
  }

  private static Class<? extends Directive> directive(String name) {
    try {
      return Class.forName(name).asSubclass(Directive.class);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void findsEachDirectiveByEachOfItsNames() {
    for (DirectiveSpec d : registry.all()) {
      assertThat(registry.find(d.name())).as(d.name()).contains(d);
      assertThat(d.aliases()).allSatisfy(a -> assertThat(registry.find(a)).contains(d));
    }
    assertThat(registry.find("rename_")).isEmpty();
  }

  @Test
  void bindsByNameByPositionAndAlone() {
    assertThat(bind("rename", ArgValue.Scalar.of("a")))
        .isEqualTo(bind("rename", list("a")))
        .isEqualTo(bind("rename", map("new_name", "a")));
    assertThat(registry.get("make_instr", SourceSpan.NONE).signature())
        .isEqualTo("make_instr(instr, global = )");
  }

  @Test
  void aListIsTheArgumentOfADirectiveWithOnlyAList() {
    assertThat(bind("commute_expr", list("a", "b")).toString()).contains("exprs=[a, b]");
  }

  @Test
  void complainsPrecisely() {
    assertThatThrownBy(() -> registry.get("renam", SourceSpan.NONE))
        .hasMessageContaining("there is no directive 'renam'")
        .hasMessageContaining("did you mean 'rename'?");
    assertThatThrownBy(() -> bind("rename", map("newname", "a")))
        .hasMessageContaining("rename has no parameter 'newname'")
        .hasMessageContaining("did you mean 'new_name'?");
    assertThatThrownBy(() -> bind("rename", list("a", "b")))
        .hasMessageContaining("rename has 1 parameter, but there are 2 arguments");
    assertThatThrownBy(() -> bind("set_precision", list("x")))
        .hasMessageContaining("set_precision needs 'type'")
        .hasMessageContaining("it is written set_precision(name, type)");
    assertThatThrownBy(() -> bind("set_precision", list("x", "f23")))
        .hasMessageContaining("did you mean 'f32'?");
    assertThatThrownBy(() -> bind("delete_pass", list("x")))
        .hasMessageContaining("delete_pass has no parameters");
    assertThatThrownBy(() -> bind("rename", map("new_name", "a b")))
        .hasMessageContaining("'new_name' of rename takes a name, not 'a b'");
  }

  @Test
  void aLibraryThatCannotBeLoadedIsAnErrorWithACode(@TempDir Path directory) throws IOException {
    assertThatThrownBy(() -> new DirectiveIndex("/META-INF/exo/nothing"))
        .isInstanceOf(ExoException.class)
        .hasMessageContaining("EXO-SCH-011")
        .hasMessageContaining("there is no /META-INF/exo/nothing beside the compiler's classes");
    Path services = directory.resolve("META-INF/services/" + DirectiveLibrary.class.getName());
    Files.createDirectories(services.getParent());
    Files.writeString(services, "com.example.NoSuchLibrary\n");
    URL[] path = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, RegistryTest.class.getClassLoader())) {
      assertThatThrownBy(() -> DirectiveRegistry.load(loader))
          .isInstanceOf(ExoException.class)
          .hasMessageContaining("EXO-SCH-011")
          .hasMessageContaining("com.example.NoSuchLibrary")
          .hasMessageContaining("of one version?");
    }
  }

  @Test
  void pagesComeFromTheDeclarations() {
    String page = ReferencePages.of(registry).get("make_instr");
    assertThat(page)
        .startsWith("# make_instr\n\nMakes the procedure an instruction")
        .contains("\n    make_instr(instr, global = )\n")
        .contains("| `global` | string | nothing | text that the C file needs once")
        .endsWith("Java: `io.exo4j.schedule.procs.MakeInstr`\n");
    assertThat(ReferencePages.index(registry))
        .contains("## Procedures")
        .contains("| [`rename`](rename.md) | Gives the procedure another name. |");
  }
}
