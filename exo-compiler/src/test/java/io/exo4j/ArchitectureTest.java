package io.exo4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shape of the compiler: who may use whom, and what nobody may do. */
class ArchitectureTest {

  /** Each package may use those before it; the facade, {@code io.exo4j} itself, may use all. */
  private static final List<String> ORDER =
      List.of(
          "diagnostics",
          "ir",
          "analysis",
          "syntax",
          "check",
          "interp",
          "backend",
          "cursor",
          "schedule",
          "stdlib",
          "yaml");

  /** Packages that are held apart more strictly than their place in {@link #ORDER} asks. */
  private static final Map<String, Set<String>> ONLY =
      Map.of(
          "interp", Set.of("diagnostics", "ir"),
          "backend", Set.of("diagnostics", "ir", "analysis"));

  private static final Set<Class<?>> MUTABLE_TYPES =
      Set.of(
          AtomicBoolean.class,
          AtomicInteger.class,
          AtomicLong.class,
          AtomicReference.class,
          StringBuilder.class,
          ThreadLocal.class);

  private static final Pattern PLATFORM =
      Pattern.compile("avx|neon|rvv|gemmini|\\bamx", Pattern.CASE_INSENSITIVE);

  private static final Path SOURCES = Path.of("src", "main");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("io.exo4j");

  @TestFactory
  Stream<DynamicTest> aPackageUsesOnlyThoseBeforeIt() {
    return ORDER.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("io.exo4j." + name + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbiddenTo(name))
                            .allowEmptyShould(true)
                            .check(classes)));
  }

  private static String[] forbiddenTo(String name) {
    Set<String> allowed =
        ONLY.getOrDefault(name, Set.copyOf(ORDER.subList(0, ORDER.indexOf(name))));
    List<String> forbidden = new ArrayList<>(List.of("io.exo4j"));
    for (String other : ORDER) {
      if (!other.equals(name) && !allowed.contains(other)) {
        forbidden.add("io.exo4j." + other + "..");
      }
    }
    return forbidden.toArray(String[]::new);
  }

  @Test
  void everyPackageHasAPlaceInTheOrder() {
    for (JavaClass type : classes) {
      String name = type.getPackageName();
      if (!name.equals("io.exo4j")) {
        assertThat(name.split("\\.")[2]).as(type.getName()).isIn(ORDER);
      }
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("io.exo4j.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void onlyAnalysisKnowsTheSolver() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.exo4j.analysis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.microsoft.z3..", "tools.aqua..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void onlyTheYamlPackageKnowsSnakeYaml() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.exo4j.yaml..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.yaml..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void nobodyEndsTheJvm() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void noStaticMutableState() throws IllegalAccessException {
    List<String> found = new ArrayList<>();
    for (JavaClass type : classes) {
      for (JavaField field : type.getFields()) {
        Set<JavaModifier> modifiers = field.getModifiers();
        if (!modifiers.contains(JavaModifier.STATIC)
            || modifiers.contains(JavaModifier.SYNTHETIC)) {
          continue;
        }
        if (!modifiers.contains(JavaModifier.FINAL)) {
          found.add(field.getFullName() + " is not final");
        } else {
          mutability(field).ifPresent(why -> found.add(field.getFullName() + " " + why));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static Optional<String> mutability(JavaField field) throws IllegalAccessException {
    Field reflected = field.reflect();
    Class<?> declared = reflected.getType();
    if (declared.isArray()) {
      reflected.setAccessible(true);
      Object array = reflected.get(null);
      // Nothing in an empty array could change.
      return array == null || Array.getLength(array) == 0
          ? Optional.empty()
          : Optional.of("is an array");
    }
    if (MUTABLE_TYPES.stream().anyMatch(mutable -> mutable.isAssignableFrom(declared))) {
      return Optional.of("is a " + declared.getSimpleName());
    }
    if (Collection.class.isAssignableFrom(declared) || Map.class.isAssignableFrom(declared)) {
      reflected.setAccessible(true);
      String actual = reflected.get(null).getClass().getName();
      if (!actual.matches(
          "java\\.util\\.(ImmutableCollections|Collections\\$(Unmod|Empty|Sing)).*")) {
        return Optional.of("holds a mutable " + actual);
      }
    }
    return Optional.empty();
  }

  /** Hardware is described in user libraries: a platform named in the compiler is a defect. */
  @Test
  void noPlatformIsNamed() throws IOException {
    List<String> found = new ArrayList<>();
    if (!Files.isDirectory(SOURCES)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      int line = 0;
      for (String text : Files.readAllLines(file)) {
        line++;
        Matcher matcher = PLATFORM.matcher(text);
        if (matcher.find()) {
          found.add(file + ":" + line + " names " + matcher.group());
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
