package io.exo4j.maven;

import io.exo4j.diagnostics.Suggest;
import io.exo4j.maven.KernelSources.KernelFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** Values that a build gives to parameters of schedule files. */
final class ScheduleParams {
  private ScheduleParams() {}

  /**
   * Returns the values by {@code file.parameter}.
   *
   * @param pom the {@code <params>} element; may be null
   * @param property the value of {@code exo.params}; it goes before the POM
   * @throws MojoFailureException if the property is not a list of {@code file.parameter=value}
   */
  static SortedMap<String, String> of(PlexusConfiguration pom, Optional<String> property)
      throws MojoFailureException {
    SortedMap<String, String> values = new TreeMap<>();
    if (pom != null) {
      for (PlexusConfiguration child : pom.getChildren()) {
        values.put(child.getName(), child.getValue("").strip());
      }
    }
    for (String part : property.orElse("").split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        values.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      } else if (!part.isBlank()) {
        throw new MojoFailureException(
            "exo.params is a list like sgemm.MR=8,sgemm.NR=16; this is no part of one: " + part);
      }
    }
    return values;
  }

  /**
   * Fails for a value that no schedule file can take; whether the file has that parameter, the
   * compiler says.
   */
  static void requireFiles(Map<String, String> values, List<KernelFile> files)
      throws MojoFailureException {
    List<String> stems =
        files.stream().filter(KernelFile::isSchedule).map(KernelFile::stem).sorted().toList();
    for (String key : values.keySet()) {
      if (stems.stream().noneMatch(stem -> key.startsWith(stem + "."))) {
        String stem = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        throw new MojoFailureException(
            "There is no schedule file '%s.yaml' for the parameter %s; %s"
                .formatted(
                    stem,
                    key,
                    Suggest.didYouMean(stem, stems)
                        .orElse("a parameter is given as <file>.<parameter>")));
      }
    }
  }
}
