package dev.seaworthy.engine.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  /** RFC 8785, appendix B: the bits of a double and the text it must have. */
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void numbersAreWrittenAsEcmaScriptWritesThem(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.of(value)).hasToString(text);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyDoubleReadsBackAsItself(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(CanonicalJson.of(value).toString())).isEqualTo(value + 0.0);
      }
    }
  }

  static LongStream seeds() {
    return LongStream.of(1, 20261124, 8785);
  }

  @Test
  void keysAreSortedByUtf16CodeUnits() {
    String json =
        "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6}";
    assertThat(CanonicalJson.parse(json.getBytes(UTF_8)))
        .hasToString(
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
  }

  @Test
  void onlyWhatMustBeEscapedIs() {
    assertThat(CanonicalJson.of("\u20ac$\u000f\nA'B\"\\/\u007f"))
        .hasToString("\"\u20ac$\\u000f\\nA'B\\\"\\\\/\u007f\"");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "9007199254740993",
        "-9007199254740993",
        "1e400",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "{\"a\":1,\"a\":2}",
        "[1,]",
        "{} {}",
        "",
        "nul",
        "NaN",
        "[1"
      })
  void whatHasNoCanonicalFormIsRefused(String json) {
    assertThatThrownBy(() -> CanonicalJson.parse(json.getBytes(UTF_8)))
        .isInstanceOf(NotCanonicalException.class)
        .hasMessageNotContaining("com.fasterxml");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThatThrownBy(() -> CanonicalJson.parse(new byte[] {'"', (byte) 0xc3, '"'}))
        .isInstanceOf(NotCanonicalException.class);
  }

  @Test
  void depthIsBounded() {
    byte[] deep = ("[".repeat(20_000) + "]".repeat(20_000)).getBytes(UTF_8);
    assertThatThrownBy(() -> CanonicalJson.parse(deep)).isInstanceOf(NotCanonicalException.class);
  }

  @Test
  void anotherByteFormOfTheSameValueIsNotCanonical() {
    byte[] spaced = "{\"a\": 1}".getBytes(UTF_8);
    assertThatThrownBy(() -> CanonicalJson.requireCanonical(spaced))
        .isInstanceOf(NotCanonicalException.class);
    assertThat(CanonicalJson.requireCanonical("{\"a\":1}".getBytes(UTF_8)).digest())
        .isEqualTo(CanonicalJson.parse(spaced).digest());
  }

  @ParameterizedTest(name = "{0} characters")
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void theDigestWithoutTheBytesIsTheDigestOfTheBytes(int length) {
    List<Object> value = List.of("é".repeat(length), 1, "x".repeat(length), CanonicalJson.of(true));
    assertThat(CanonicalJson.digestOf(value)).isEqualTo(CanonicalJson.of(value).digest());
  }

  @Test
  void anIntegerUnderAKeyOfTheRootIsFound() {
    CanonicalJson json = CanonicalJson.of(Map.of("a", Map.of("k", 1), "k", 7, "z", "k"));
    assertThat(json.integer("k")).hasValue(7);
    assertThat(json.integer("a")).isEmpty();
    assertThat(json.integer("b")).isEmpty();
    assertThat(CanonicalJson.of(List.of(1)).integer("k")).isEmpty();
  }
}
