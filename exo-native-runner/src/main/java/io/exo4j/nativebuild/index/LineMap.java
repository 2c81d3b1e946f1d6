package io.exo4j.nativebuild.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which line of a kernel file each line of a generated C file came from. It is read off {@code
 * #line} directives, which the C files that users get need not have.
 *
 * @param plain the C text without the directives
 * @param places the place of each of its lines, as far as it has one
 */
public record LineMap(String plain, List<Optional<Place>> places) {
  /** Where the generator puts the maps of all C files, relative to the project. */
  public static final String FILE = "exo-lines.txt";

  private static final Pattern DIRECTIVE =
      Pattern.compile("#\\s*line\\s+(\\d{1,9})(?:\\s+\"((?:[^\"\\\\]|\\\\.)*)\")?\\s*");

  /** A line of a kernel file, from 1. */
  public record Place(String file, int line) {}

  /** Copies the list. */
  public LineMap {
    places = List.copyOf(places);
  }

  /**
   * Takes the directives out of a C text.
   *
   * @param own the name by which a directive refers to the C file itself
   */
  public static LineMap of(String text, String own) {
    StringBuilder plain = new StringBuilder();
    List<Optional<Place>> places = new ArrayList<>();
    Optional<Place> now = Optional.empty();
    for (String line : text.split("(?<=\n)")) {
      Matcher m = DIRECTIVE.matcher(line.stripTrailing());
      if (m.matches()) {
        String file = m.group(2) == null ? now.map(Place::file).orElse(own) : unescape(m.group(2));
        now =
            file.equals(own)
                ? Optional.empty()
                : Optional.of(new Place(file, Integer.parseInt(m.group(1))));
      } else {
        plain.append(line);
        places.add(now);
        now = now.map(p -> new Place(p.file, p.line + 1));
      }
    }
    return new LineMap(plain.toString(), places);
  }

  private static String unescape(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  /** The lines of {@link #FILE} for one C file: {@code <C line> <line> <C file>\t<kernel file>}. */
  public String entries(String cfile) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).isPresent()) {
        Place place = places.get(i).get();
        text.append("%d %d %s\t%s\n".formatted(i + 1, place.line, cfile, place.file));
      }
    }
    return text.toString();
  }

  /** Reads {@link #FILE}: the place of each line, by C file and line, {@code src/a.c:12}. */
  public static Map<String, Place> read(String text) {
    Map<String, Place> places = new HashMap<>();
    Pattern form = Pattern.compile("(\\d{1,9}) (\\d{1,9}) ([^\t]+)\t(.+)");
    for (String line : text.split("\n")) {
      Matcher m = form.matcher(line);
      if (m.matches()) {
        places.put(
            m.group(3) + ":" + m.group(1), new Place(m.group(4), Integer.parseInt(m.group(2))));
      }
    }
    return places;
  }
}
