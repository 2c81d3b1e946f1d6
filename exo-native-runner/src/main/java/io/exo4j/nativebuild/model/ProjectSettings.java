package io.exo4j.nativebuild.model;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The Maven project that kernels belong to.
 *
 * @param groupId its group
 * @param artifactId its artifact: names the CMake project and the directory of the C headers
 * @param version its version
 * @param javaPackage the package of the generated classes
 * @param lineDirectives whether the C has {@code #line} directives that lead to the kernel files
 */
public record ProjectSettings(
    String groupId, String artifactId, String version, String javaPackage, boolean lineDirectives) {
  private static final Pattern PACKAGE =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*");

  /** Checks that the package is one. */
  public ProjectSettings {
    if (!PACKAGE.matcher(javaPackage).matches()) {
      throw new IllegalArgumentException("'" + javaPackage + "' is not the name of a Java package");
    }
  }

  /** What names the project in a jar: {@code <groupId>.<artifactId>}. */
  public String module() {
    return groupId + "." + artifactId;
  }

  /** The name of the CMake project. */
  public String cmakeName() {
    String name = artifactId.replaceAll("[^A-Za-z0-9_.+-]", "_");
    return Character.isLetterOrDigit(name.charAt(0)) ? name : "x" + name;
  }

  /** The package where nobody chose one: group and artifact, made a legal name. */
  public static String defaultPackage(String groupId, String artifactId) {
    return Arrays.stream((groupId + "." + artifactId).split("[.-]"))
        .filter(part -> !part.isEmpty())
        .map(part -> part.replaceAll("[^\\p{L}\\p{N}_]", "_"))
        .map(part -> Character.isDigit(part.charAt(0)) ? "_" + part : part)
        .map(part -> SourceVersion.isKeyword(part) ? part + "_" : part)
        .collect(Collectors.joining("."));
  }
}
