package io.exo4j.nativebuild.cmake;

import io.exo4j.nativebuild.toolchain.Classifier;
import java.util.ArrayList;
import java.util.List;

/** The presets of a generated project: release, debug, sanitizers, and one per cross target. */
final class CMakePresets {
  private CMakePresets() {}

  static String text() {
    List<String> configure = new ArrayList<>();
    List<String> build = new ArrayList<>();
    configure.add(preset("release", "Release", ""));
    configure.add(preset("debug", "Debug", ""));
    configure.add(
        preset(
            "sanitize",
            "Debug",
            ",\n    \"CMAKE_C_FLAGS\": \"-fsanitize=address,undefined"
                + " -fno-sanitize-recover=all -fno-omit-frame-pointer\""));
    for (Classifier target : CMakeProject.CROSS_TARGETS) {
      configure.add(cross(target));
    }
    for (String name : List.of("release", "debug", "sanitize")) {
      build.add("    { \"name\": \"" + name + "\", \"configurePreset\": \"" + name + "\" }");
    }
    for (Classifier target : CMakeProject.CROSS_TARGETS) {
      build.add("    { \"name\": \"" + target + "\", \"configurePreset\": \"" + target + "\" }");
    }
    return """
    {
      "version": 3,
      "cmakeMinimumRequired": { "major": 3, "minor": 21, "patch": 0 },
      "configurePresets": [
    %s
      ],
      "buildPresets": [
    %s
      ]
    }
    """
        .formatted(String.join(",\n", configure), String.join(",\n", build));
  }

  private static String preset(String name, String type, String more) {
    return """
    {
      "name": "%s",
      "generator": "Ninja",
      "binaryDir": "${sourceDir}/build/%s",
      "cacheVariables": {
        "CMAKE_BUILD_TYPE": "%s"%s
      }
    }\
    """
        .formatted(name, name, type, more)
        .indent(4)
        .stripTrailing();
  }

  private static String cross(Classifier target) {
    return """
    {
      "name": "%s",
      "inherits": "release",
      "binaryDir": "${sourceDir}/build/%s",
      "toolchainFile": "${sourceDir}/%s",
      "cacheVariables": {
        "EXO_PARTIAL": "ON"
      }
    }\
    """
        .formatted(target, target, CMakeProject.toolchainFile(target))
        .indent(4)
        .stripTrailing();
  }
}
