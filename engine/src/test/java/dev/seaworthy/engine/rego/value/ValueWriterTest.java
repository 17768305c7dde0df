package dev.seaworthy.engine.rego.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueWriterTest {
  private static Value number(String literal) {
    return Objects.requireNonNull(NumberValue.parse(literal));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({"7, 7", "1.0, 1", "-0, 0", "1.50, 1.5", "1e3, 1000", "0.1, 0.1", "-2.5e-3, -0.0025"})
  void numbersBecomeCanonical(String literal, String json) {
    assertThat(ValueWriter.canonical(number(literal))).hasToString(json);
  }

  @Test
  void setsBecomeSortedArrays() {
    Value set = SetValue.of(StringValue.of("b"), NumberValue.of(2), NumberValue.of(1));

    assertThat(ValueWriter.canonical(set)).hasToString("[1,2,\"b\"]");
  }

  @Test
  void keysThatAreNoTextBecomeTheirJson() {
    ObjectValue object = ObjectValue.of(NumberValue.of(1), NullValue.NULL);
    object.put(ArrayValue.of(StringValue.of("x")), BooleanValue.TRUE);

    assertThat(ValueWriter.canonical(object)).hasToString("{\"1\":null,\"[\\\"x\\\"]\":true}");
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
  void numbersThatNoDoubleHoldsAreRefused() {
    assertThatThrownBy(() -> ValueWriter.canonical(number("1e400")))
        .isInstanceOf(NotCanonicalException.class);
  }
}
