package io.exo4j.platforms.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The instructions for vectors of 256 and 512 bits are those for 128 bits with other numbers of
 * lanes; a module has no parameters, so that there is a file for each length. With {@code
 * -Dexo.updateSve=true}, the two are written anew.
 */
class SveLengthsTest {
  private static final Path MODULES = Path.of("src", "main", "resources", "exo", "arm");

  /** Numbers, but not those that belong to the name of a type, a function or a processor. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![A-Za-z.\\d])(?<!_[bsf])\\d+(?![\\d.])|(?<=sve|SVE)\\d+");

  private static Path file(int bits) {
    return MODULES.resolve("sve" + bits + ".exo");
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 512})
  void differsInNumbersOnly(int bits) throws IOException {
    Map<String, Integer> numbers =
        Map.of("128", bits, "16", bits / 8, "4", bits / 32, "2", bits / 64);
    String expected =
        NUMBER
            .matcher(Files.readString(file(128)))
            .replaceAll(
                m -> String.valueOf(numbers.getOrDefault(m.group(), Integer.valueOf(m.group()))));
    if (Boolean.getBoolean("exo.updateSve")) {
      Files.writeString(file(bits), expected);
    }
    assertThat(Files.readString(file(bits))).isEqualTo(expected);
  }
}
