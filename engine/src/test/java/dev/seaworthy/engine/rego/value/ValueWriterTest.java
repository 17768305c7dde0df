package dev.seaworthy.engine.rego.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueWriterTest {
  private static Value number(String literal) {
    return Objects.requireNonNull(NumberValue.parse(literal));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("values")
  void valuesAreWrittenAsJson(Value value, String json) {
    assertThat(ValueWriter.canonical(value)).hasToString(json);
  }

  static Stream<Arguments> values() {
    Value one = NumberValue.of(1);
    Value text = StringValue.of("a");
    ObjectValue mixed = new ObjectValue();
    mixed.put(text, one);
    mixed.put(one, text);
    mixed.put(ArrayValue.of(one, text), one);
    ObjectValue surrogates = new ObjectValue();
    surrogates.put(StringValue.of("\uffff"), one);
    surrogates.put(StringValue.of("\ud83d\ude00"), one);
    return Stream.of(
        Arguments.of(NullValue.NULL, "null"),
        Arguments.of(NumberValue.of(Long.MIN_VALUE), "-9223372036854776000"),
        Arguments.of(NumberValue.parse("1.50"), "1.5"),
        Arguments.of(NumberValue.parse("1e3"), "1000"),
        Arguments.of(StringValue.of("\ud83d!"), "\"\ufffd!\""),
        Arguments.of(StringValue.of("é\"\u0007€"), "\"é\\\"\\u0007€\""),
        Arguments.of(StringValue.of("a".repeat(5000)), "\"" + "a".repeat(5000) + "\""),
        Arguments.of(SetValue.of(text, one, BooleanValue.TRUE), "[true,1,\"a\"]"),
        Arguments.of(mixed, "{\"1\":\"a\",\"[1,\\\"a\\\"]\":1,\"a\":1}"),
        Arguments.of(surrogates, "{\"\ud83d\ude00\":1,\"\uffff\":1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[[],{},[{}]]",
        "{\"a\":{\"b\":[1,2.5,\"ü\",true,false,null]},\"b\":{}}",
      })
  void canonicalJsonComesOutAsItWent(String json) {
    CanonicalJson canonical = CanonicalJson.parse(json.getBytes(UTF_8));
    assertThat(ValueWriter.canonical(new ValueReader().read(canonical))).isEqualTo(canonical);
  }

  @Test
  void ofKeysWithTheSameTextTheLastCounts() {
    ObjectValue object = ObjectValue.of(StringValue.of("1"), StringValue.of("text"));
    object.put(NumberValue.of(1), StringValue.of("number"));

    assertThat(ValueWriter.canonical(object)).hasToString("{\"1\":\"text\"}");
  }

  @Test
  void bytesThatAreNoTextBecomeReplacementCharacters() {
    Value text = StringValue.of(Bytes.text(new byte[] {'a', (byte) 0xff, 'b'}));

    assertThat(text).hasToString("\"a\\xffb\"");
    assertThat(ValueWriter.canonical(text)).hasToString("\"a\ufffdb\"");
  }

  @Test
  void whatHasNoCanonicalFormIsRefused() {
    List<Value> values =
        List.of(NumberValue.of(9_007_199_254_740_993L), number("1e400"), nested(501));
    assertThat(values)
        .allSatisfy(
            value ->
                assertThatThrownBy(() -> ValueWriter.canonical(value))
                    .isInstanceOf(NotCanonicalException.class));
  }

  private static Value nested(int depth) {
    Value value = ArrayValue.EMPTY;
    for (int i = 1; i < depth; i++) {
      value = ArrayValue.of(value);
    }
    return value;
  }
}
