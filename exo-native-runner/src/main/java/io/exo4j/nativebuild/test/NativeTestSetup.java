package io.exo4j.nativebuild.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tests that were built, and how each is run: what {@code native-test-compile} leaves for
 * {@code native-test}.
 *
 * @param ctest the program that runs them
 * @param entries the tests, those that cannot be run among them
 * @param notes what the user may want to know
 */
public record NativeTestSetup(String ctest, List<Entry> entries, List<String> notes) {
  private static final String SPEC = "exo-native-tests 3";
  private static final int FIELDS = 11;

  /** Copies the lists. */
  public NativeTestSetup {
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }

  /**
   * A test.
   *
   * @param kernel the name of the kernel
   * @param variant the name of the variant
   * @param group the name of the group of cases
   * @param cases how many there are
   * @param sanitized whether it is the one with sanitizers
   * @param machine the kind of machine, if it is another one than this
   * @param directory the build directory
   * @param program the program
   * @param how how it is run, for the report
   * @param skipped why it is not run; absent if it is
   * @param outcome present if it was run when it was built: empty if it passed, else what is wrong
   */
  public record Entry(
      String kernel,
      String variant,
      String group,
      int cases,
      boolean sanitized,
      Optional<String> machine,
      String directory,
      String program,
      String how,
      Optional<String> skipped,
      Optional<String> outcome) {

    /** A test that cannot be run. */
    public static Entry skipped(String kernel, String variant, String group, String reason) {
      return new Entry(
          kernel,
          variant,
          group,
          0,
          false,
          Optional.empty(),
          "",
          "",
          "",
          Optional.of(reason),
          Optional.empty());
    }

    /** A test that was run when it was built. */
    public static Entry done(
        String kernel, String variant, String group, int cases, String how, String problem) {
      return new Entry(
          kernel,
          variant,
          group,
          cases,
          false,
          Optional.empty(),
          "",
          "",
          how,
          Optional.empty(),
          Optional.of(problem));
    }

    /** The test's name for CTest. */
    public String name() {
      return kernel + "." + variant + "." + group;
    }
  }

  /** Writes it to a file. */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(SPEC);
    lines.add(ctest);
    for (Entry e : entries) {
      lines.add(
          String.join(
              "\t",
              e.kernel,
              e.variant,
              e.group,
              Integer.toString(e.cases),
              Boolean.toString(e.sanitized),
              e.machine.orElse("-"),
              e.directory,
              e.program,
              oneLine(e.how),
              e.skipped.map(reason -> "skipped: " + oneLine(reason)).orElse("-"),
              e.outcome.map(problem -> "done: " + oneLine(problem)).orElse("-")));
    }
    Files.createDirectories(file.getParent());
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** Reads what {@link #write} wrote; empty if there is no such file, or it is another version. */
  public static Optional<NativeTestSetup> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.size() < 2 || !lines.get(0).equals(SPEC)) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] f = line.split("\t", -1);
      if (f.length != FIELDS) {
        return Optional.empty();
      }
      entries.add(
          new Entry(
              f[0],
              f[1],
              f[2],
              Integer.parseInt(f[3]),
              Boolean.parseBoolean(f[4]),
              after("", f[5]),
              f[6],
              f[7],
              f[8],
              after("skipped: ", f[9]),
              after("done: ", f[10])));
    }
    return Optional.of(new NativeTestSetup(lines.get(1), entries, List.of()));
  }

  private static Optional<String> after(String start, String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(text.substring(start.length()));
  }
}
