package io.exo4j.nativebuild.bindings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Legal, distinct Java names, made from names of the object language. */
final class JavaNames {
  /** Methods without arguments that every class has; a static method must not look like one. */
  private static final Set<String> OF_OBJECT =
      Set.of(
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  private final Set<String> taken = new HashSet<>();

  /** Names that are different from each other and from {@code reserved}. */
  JavaNames(List<String> reserved) {
    taken.addAll(reserved);
  }

  /** A name for a variable: {@code name} itself if that is possible. */
  String variable(String name) {
    return distinct(name);
  }

  /** A name for a method: {@code name} itself if that is possible. */
  String method(String name) {
    return distinct(OF_OBJECT.contains(name) ? name + "_" : name);
  }

  private String distinct(String name) {
    String legal = SourceVersion.isName(name) ? name : name + "_";
    while (!taken.add(legal)) {
      legal += "_";
    }
    return legal;
  }

  /** {@code vec_add} and {@code vec-add} as {@code VecAdd}. */
  static String upperCamel(String name) {
    StringBuilder text = new StringBuilder();
    boolean up = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        text.append(up ? Character.toUpperCase(c) : c);
        up = false;
      } else {
        up = true;
      }
    }
    return text.length() == 0 || Character.isDigit(text.charAt(0)) ? "_" + text : text.toString();
  }

  /**
   * The part of a JNI function's name that stands for a class or method name (JNI, "Resolving").
   */
  static String jni(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' || c == '/') {
        text.append('_');
      } else if (c == '_') {
        text.append("_1");
      } else if (c < 0x80 && Character.isLetterOrDigit(c)) {
        text.append(c);
      } else {
        text.append("_0").append(String.format("%04x", (int) c));
      }
    }
    return text.toString();
  }
}
