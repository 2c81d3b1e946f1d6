package io.exo4j.maven;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an earlier build remembered: the key of its inputs, the imports that it looked up, and the
 * files that it wrote, each with the hash of its content. Time stamps play no part: they miss edits
 * within a second and cry wolf after a checkout.
 *
 * @param inputs the hash of everything that the proofs depend on and that was known before the
 *     build: sources, configuration, versions
 * @param key the hash of {@code inputs} and of everything else that decides what is written and
 *     where
 * @param imports the hash of what each import led to, by the import's own text
 * @param outputs the hash of each written file, by its path
 */
record BuildState(
    String inputs, String key, Map<String, String> imports, Map<Path, String> outputs) {

  /** Changes whenever the format of the file, or the meaning of what is in it, does. */
  private static final String SPEC = "exo-build-state 1";

  BuildState {
    imports = Map.copyOf(imports);
    outputs = Map.copyOf(outputs);
  }

  /** Returns the state of a project that was never built. */
  static BuildState none() {
    return new BuildState("", "", Map.of(), Map.of());
  }

  /**
   * Returns the state to leave while files are written: what an earlier build wrote or this one may
   * have written, for the next one to remove, and nothing that is up to date.
   */
  BuildState interrupted(Collection<Path> next) {
    Map<Path, String> all = new LinkedHashMap<>(outputs);
    next.forEach(path -> all.put(path, ""));
    return new BuildState("", "", Map.of(), all);
  }

  /** Reads a state; one that is absent, damaged or of another version is {@link #none()}. */
  static BuildState read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException | CharacterCodingException e) {
      return none();
    }
    if (lines.size() < 4
        || !lines.get(0).equals(SPEC)
        || !lines.get(lines.size() - 1).equals("end")) {
      return none();
    }
    Map<String, String> imports = new LinkedHashMap<>();
    Map<Path, String> outputs = new LinkedHashMap<>();
    for (String line : lines.subList(3, lines.size() - 1)) {
      String[] parts = line.split(" ", 3);
      if (parts.length != 3) {
        return none();
      }
      if (parts[0].equals("import")) {
        imports.put(parts[2], parts[1]);
      } else {
        outputs.put(Path.of(parts[2]), parts[1]);
      }
    }
    return new BuildState(lines.get(1), lines.get(2), imports, outputs);
  }

  /** Writes this state so that a reader finds the old or the new one, never half of it. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(SPEC);
    lines.add(inputs);
    lines.add(key);
    new TreeMap<>(imports).forEach((what, hash) -> lines.add("import " + hash + " " + what));
    new TreeMap<>(outputs).forEach((path, hash) -> lines.add("output " + hash + " " + path));
    lines.add("end");
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, lines, StandardCharsets.UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether every file that was written is still there, unchanged. */
  boolean outputsUnchanged() throws IOException {
    for (Map.Entry<Path, String> output : outputs.entrySet()) {
      try {
        if (!Hashes.of(Files.readAllBytes(output.getKey())).equals(output.getValue())) {
          return false;
        }
      } catch (NoSuchFileException e) {
        return false;
      }
    }
    return true;
  }
}
