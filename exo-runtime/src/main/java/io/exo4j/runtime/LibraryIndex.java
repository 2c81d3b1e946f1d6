package io.exo4j.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code index.properties} says about one library. The format is described in the package
 * documentation. Every value is checked before it is used: a file name cannot leave its directory.
 */
record LibraryIndex(
    String library,
    String file,
    String sha256,
    long size,
    List<String> needs,
    Set<String> symbols,
    Map<String, List<Variant>> kernels) {

  /** The only format so far. */
  static final String FORMAT = "1";

  /** Prefix of the C function, and of the JNI method, that takes arrays. */
  static final String CALL = "exo_call_";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SYMBOL = Pattern.compile(CALL + "[A-Za-z0-9_]+");
  private static final long MAX_SIZE = 1L << 30;

  /** One build of a kernel: its C symbol and the CPU features that it needs. */
  record Variant(String name, String symbol, List<String> features) {}

  /** The index exists, but does not say what it must. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Reads the entry of one library.
   *
   * @throws IOException if it cannot be read, or the entry is missing or malformed
   */
  static LibraryIndex read(InputStream in, String library) throws IOException {
    Properties table = new Properties();
    try {
      table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Malformed("not a properties file: " + e.getMessage());
    }
    Reader reader = new Reader(table, library);
    String format = reader.value("format", Pattern.compile("[0-9]+"));
    if (!format.equals(FORMAT)) {
      throw new Malformed("has format " + format + ", this exo-runtime reads format " + FORMAT);
    }
    if (!reader.words("libraries").contains(library)) {
      throw new Malformed("has no library '" + library + "'");
    }
    return reader.entry();
  }

  private record Reader(Properties table, String library) {
    LibraryIndex entry() throws Malformed {
      Map<String, List<Variant>> kernels = new LinkedHashMap<>();
      for (String kernel : words(library + ".kernels")) {
        require(NAME.matcher(kernel).matches(), library + ".kernels", kernel);
        kernels.put(kernel, variants(kernel));
      }
      return new LibraryIndex(
          library,
          value(library + ".file", FILE),
          value(library + ".sha256", SHA256),
          size(library + ".size"),
          words(library + ".needs"),
          Set.copyOf(words(library + ".symbols")),
          Map.copyOf(kernels));
    }

    private List<Variant> variants(String kernel) throws Malformed {
      String prefix = library + ".kernel." + kernel + ".";
      List<Variant> variants = new ArrayList<>();
      for (String variant : words(prefix + "variants")) {
        require(NAME.matcher(variant).matches(), prefix + "variants", variant);
        variants.add(
            new Variant(
                variant,
                value(prefix + variant + ".symbol", SYMBOL),
                words(prefix + variant + ".features")));
      }
      require(!variants.isEmpty(), prefix + "variants", "");
      return List.copyOf(variants);
    }

    private long size(String key) throws Malformed {
      long size = Long.parseLong(value(key, Pattern.compile("[0-9]{1,12}")));
      require(size > 0 && size <= MAX_SIZE, key, Long.toString(size));
      return size;
    }

    String value(String key, Pattern shape) throws Malformed {
      String value = table.getProperty(key, "").strip();
      require(shape.matcher(value).matches(), key, value);
      return value;
    }

    List<String> words(String key) {
      String value = table.getProperty(key, "").strip();
      return value.isEmpty() ? List.of() : List.of(value.split("[ ,]+"));
    }

    private static void require(boolean holds, String key, String value) throws Malformed {
      if (!holds) {
        throw new Malformed("has no usable value for '" + key + "': '" + value + "'");
      }
    }
  }
}
