package io.exo4j.nativebuild.toolchain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A version number of a program.
 *
 * @param parts the numbers, most significant first; at least one
 */
public record Version(List<Integer> parts) implements Comparable<Version> {
  private static final Pattern FORM = Pattern.compile("(?<![\\w.])(\\d{1,6}(?:\\.\\d{1,8})+)");

  /** Copies the list. */
  public Version {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a version has at least one number");
    }
  }

  /** A version of the given numbers. */
  public static Version of(Integer... parts) {
    return new Version(List.of(parts));
  }

  /**
   * The first thing in a text that looks like a version: {@code 3.25.1} in "cmake version 3.25.1".
   */
  public static Optional<Version> in(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    List<Integer> parts = new ArrayList<>();
    for (String part : matcher.group(1).split("\\.")) {
      parts.add(Integer.parseInt(part));
    }
    return Optional.of(new Version(parts));
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = Integer.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  @Override
  public String toString() {
    return parts.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
