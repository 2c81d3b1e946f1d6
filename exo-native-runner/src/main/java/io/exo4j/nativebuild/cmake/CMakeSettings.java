package io.exo4j.nativebuild.cmake;

import io.exo4j.nativebuild.toolchain.Commands;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a project is built.
 *
 * @param cmake the program
 * @param generator CMake's generator, {@code Ninja}
 * @param ninja the program that the generator runs, if it is Ninja
 * @param toolchainFile CMake's toolchain file for a cross build
 * @param buildType {@code Release}, {@code Debug} …
 * @param definitions further cache variables
 * @param tools the versions of the programs that are used: a build directory of others is not kept
 * @param commands runs the programs
 */
public record CMakeSettings(
    Path cmake,
    String generator,
    Optional<Path> ninja,
    Optional<Path> toolchainFile,
    String buildType,
    SortedMap<String, String> definitions,
    List<String> tools,
    Commands commands) {
  /** Copies the collections. */
  public CMakeSettings {
    definitions = Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
    tools = List.copyOf(tools);
  }
}
