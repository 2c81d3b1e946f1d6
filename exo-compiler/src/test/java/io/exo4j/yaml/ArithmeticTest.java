package io.exo4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
  private static final Variables VARS =
      Variables.none()
          .with("N", new Value.Int(16))
          .with("name", new Value.Text("C_reg"))
          .with("on", new Value.Bool(true))
          .with("list", new Value.Items(List.of(new Value.Int(3), new Value.Int(1))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "1 + 2 * 3 ~ 7",
        "(1 + 2) * 3 ~ 9",
        "4 * N ~ 64",
        "$N // 3 ~ 5",
        "-7 // 2 ~ -4",
        "-7 % 2 ~ 1",
        "ceildiv(N + 1, 4) ~ 5",
        "ceildiv(-7, 2) ~ -3",
        "min(3, 2, 9) ~ 2",
        "max(list) ~ 3",
        "len(list) ~ 2",
        "N > 4 and not N == 3 ~ True",
        "N > 4 if on else 0 ~ True",
        "'a' if N < 4 else 'b' ~ b",
        "name + '_1' ~ C_reg_1",
        "[1, 2 + 3, name] ~ [1, 5, C_reg]",
        "range(2, 5) ~ [2, 3, 4]",
        "range(3) + [9] ~ [0, 1, 2, 9]",
        "1 - 2 - 3 ~ -4",
        "N != 16 or False ~ False",
      })
  void evaluates(String text, String value) {
    assertThat(Arithmetic.evaluate(text, VARS, SourceSpan.NONE).text()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "1 / 2 ~ division is written '//'",
        "1 // 0 ~ division by zero",
        "M + 1 ~ there is no variable 'M'",
        "nam ~ did you mean 'name'?",
        "1 + ~ unexpected end",
        "(1 ~ expected ')'",
        "1 2 ~ unexpected '2'",
        "name * 2 ~ expected an integer, not text",
        "foo(1) ~ there is no function 'foo'",
        "9223372036854775807 + 1 ~ does not fit into 64 bits",
        "99999999999999999999 ~ does not fit into 64 bits",
        "1 if 2 else 3 ~ expected a truth value",
        "range(100000000) ~ more than 10000 integers",
      })
  void refuses(String text, String message) {
    assertThatThrownBy(() -> Arithmetic.evaluate(text, VARS, SourceSpan.NONE))
        .hasMessageContaining(message);
  }
}
