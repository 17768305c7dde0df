package dev.seaworthy.engine.rego.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {
  private final ValueReader reader = new ValueReader();

  private Value read(String json) {
    return reader.read(json.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          null | null
          [true, false] | [true, false]
          {"b": {"d": 1, "c": 2}, "a": []} | {"a": [], "b": {"c": 2, "d": 1}}
          {} | {}
          -0 | -0
          0 | 0
          -0.0 | -0.0
          1.50 | 1.50
          1E3 | 1E3
          12345678901234567890 | 12345678901234567890
          9223372036854775807 | 9223372036854775807
          "\\u00e9\\n\\ud83d\\ude00" | "é\\n😀"
          "\\u0007\\u007f\\u00ad\\u2028" | "\\a\\x7f\\u00ad\\u2028"
          """)
  void valuesArePrintedAsOpaPrintsThem(String json, String text) {
    assertThat(read(json)).hasToString(text);
  }

  @Test
  void setsHaveATextOfTheirOwn() {
    assertThat(SetValue.EMPTY).hasToString("set()");
    assertThat(SetValue.of(StringValue.of("b"), NumberValue.of(1))).hasToString("{1, \"b\"}");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {"a": 1, "a": 2} | the key `a` is there twice
          [1] [2] | more text follows the JSON value
          ^^ | there is no JSON value
          1e40000 | a number is too large
          """)
  void whatReadersDisagreeAboutIsRefused(String json, String complaint) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(NotCanonicalException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> reader.read("\"é\"".getBytes(ISO_8859_1)))
        .isInstanceOf(NotCanonicalException.class);
  }

  @Test
  void depthIsLimited() {
    assertThat(read("[".repeat(500) + "]".repeat(500))).isInstanceOf(ArrayValue.class);
    assertThatThrownBy(() -> read("[".repeat(501) + "]".repeat(501)))
        .isInstanceOf(NotCanonicalException.class);
  }

  @ParameterizedTest
  @CsvSource({"10", "64", "65", "300"})
  void objectsOfAnySizeKeepTheirNamesApart(int size) {
    String members =
        IntStream.range(0, size)
            .mapToObj(i -> "\"k%d\": %d".formatted(size - i, i))
            .collect(Collectors.joining(", "));
    ObjectValue object = (ObjectValue) read("{" + members + "}");

    assertThat(object.size()).isEqualTo(size);
    assertThat(object.get("k1")).isEqualTo(NumberValue.of(size - 1));
    assertThat(object.get("k" + size)).isEqualTo(NumberValue.of(0));
    assertThatThrownBy(() -> read("{" + members + ", \"k1\": 0}"))
        .hasMessageContaining("the key `k1` is there twice");
  }

  @Test
  void objectsThatShareNamesChangeOnTheirOwn() {
    ObjectValue one = (ObjectValue) read("{\"a\": 1, \"b\": 2}");
    ObjectValue other = (ObjectValue) read("{\"a\": 1, \"b\": 2}");
    one.put(StringValue.of("a"), NumberValue.of(3));
    one.put(StringValue.of("c"), NumberValue.of(4));

    assertThat(one).hasToString("{\"a\": 3, \"b\": 2, \"c\": 4}");
    assertThat(other).hasToString("{\"a\": 1, \"b\": 2}");
  }

  @Test
  void arraysAreReadByPosition() {
    ArrayValue array = (ArrayValue) read("[\"x\", \"y\"]");

    assertThat(array.get(read("1"))).isEqualTo(StringValue.of("y"));
    assertThat(array.get(read("1.0"))).isEqualTo(StringValue.of("y"));
    assertThat(array.get(read("1e0"))).isNull();
    assertThat(array.get(read("2"))).isNull();
    assertThat(array.get(read("-1"))).isNull();
    assertThat(array.get(read("\"0\""))).isNull();
  }
}
