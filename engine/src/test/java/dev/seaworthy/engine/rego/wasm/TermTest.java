package dev.seaworthy.engine.rego.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoException.Kind;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as text, in OPA's form for WebAssembly. */
class TermTest {
  private static final Limits LITTLE = new Limits(Duration.ofSeconds(10), 1 << 20);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "-1.50e+3",
        "\"\"",
        "\"a \\\" \\\\ \\u0001 é 𝄞\"",
        "[]",
        "[1,[2,[3]]]",
        "set()",
        "{1,set(),{2}}",
        "{}",
        "{\"a\":{1:{set():[null]}}}",
      })
  void whatIsReadIsWrittenAlike(String text) {
    assertThat(new String(TermWriter.bytes(read(text)), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "\ud83d, \ufffd",
    "\ude00, \ufffd",
    "\ude00\ud83d, \ufffd\ufffd",
    "\ud83d\ud83d\ude00, \ufffd\ud83d\ude00",
  })
  void halfASurrogatePairIsReplaced(String text, String written) {
    assertThat(new String(TermWriter.bytes(StringValue.of(text)), StandardCharsets.UTF_8))
        .isEqualTo("\"" + written + "\"");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{1, 2} | {1, 2}",
        "{\"b\": 1, \"a\": 2} | {\"a\": 2, \"b\": 1}",
        "{2, 1, 2} | {1, 2}",
        "\"\\n\\r\\t\\u001f\" | \"\\n\\r\\t\\x1f\"",
        "[ 1, 2 ] | [1, 2]",
      })
  void whatIsReadIsInRegosOrder(String text, String expected) {
    assertThat(read(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[1", "[1 2]", "{1:2,3}", "tru", "nil", "\"a", "set(", "-", "1e", "1e999999"})
  void whatIsNoTermIsRefused(String text) {
    refused(text, Kind.INTERNAL);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({"[, STACK", "'1,', MEMORY"})
  void whatIsTooLargeIsRefused(String part, Kind kind) {
    refused("[" + part.repeat(100_000), kind);
  }

  private static void refused(String text, Kind kind) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(RegoException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static Value read(String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
    return new TermReader(new Budget(LITTLE)).read(bytes, 0);
  }
}
