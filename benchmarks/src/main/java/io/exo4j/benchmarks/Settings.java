package io.exo4j.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the script {@code run} says: words of the form {@code name=value}. */
final class Settings {
  private final Map<String, String> values = new HashMap<>();

  Settings(String[] args) {
    for (String a : args) {
      int at = a.indexOf('=');
      values.put(a.substring(0, at), a.substring(at + 1));
    }
  }

  boolean quick() {
    return Boolean.parseBoolean(values.get("quick"));
  }

  Path output() {
    return Path.of(values.get("output"));
  }

  /** The C worker's program. */
  String worker() {
    return values.get("worker");
  }

  /** The newest Java: a {@code java} command. */
  String java() {
    return values.get("java");
  }

  /** A Java that calls by JNI; absent if there is none. */
  Optional<String> oldJava() {
    return Optional.ofNullable(values.get("oldJava")).filter(s -> !s.isEmpty());
  }

  String classPath() {
    return values.get("classPath");
  }

  List<Path> jars() {
    return Arrays.stream(values.getOrDefault("jars", "").split(":"))
        .filter(s -> !s.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** The processor on which one thread runs. */
  String core() {
    return values.getOrDefault("core", "0");
  }

  /** The platform's name in the jars. */
  String platform() {
    return values.getOrDefault("platform", "linux-x86_64");
  }
}
