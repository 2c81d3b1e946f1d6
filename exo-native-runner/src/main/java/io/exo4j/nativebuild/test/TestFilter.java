package io.exo4j.nativebuild.test;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which tests are run: patterns {@code kernel} or {@code kernel#variant}, separated by commas, in
 * which {@code *} and {@code ?} stand for any characters and any character.
 */
public final class TestFilter {
  private record Rule(Pattern kernel, Pattern variant) {}

  private final List<Rule> rules;

  private TestFilter(List<Rule> rules) {
    this.rules = rules;
  }

  /** All tests. */
  public static TestFilter all() {
    return new TestFilter(List.of());
  }

  /** Reads patterns; a blank text is {@link #all}. */
  public static TestFilter parse(String text) {
    return new TestFilter(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .map(TestFilter::rule)
            .toList());
  }

  private static Rule rule(String text) {
    int hash = text.indexOf('#');
    return hash < 0
        ? new Rule(glob(text), glob("*"))
        : new Rule(glob(text.substring(0, hash)), glob(text.substring(hash + 1)));
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (char c : text.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + c));
    }
    return Pattern.compile(regex.toString());
  }

  /** Whether every test is run. */
  public boolean matchesAll() {
    return rules.isEmpty();
  }

  /** Whether a test is run. */
  public boolean matches(NativeTestSetup.Entry test) {
    return rules.isEmpty()
        || rules.stream()
            .anyMatch(
                r ->
                    r.kernel.matcher(test.kernel()).matches()
                        && (r.variant.matcher(test.variant()).matches()
                            || test.variant().equals("all")));
  }
}
