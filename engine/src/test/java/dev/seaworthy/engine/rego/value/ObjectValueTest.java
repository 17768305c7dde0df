package dev.seaworthy.engine.rego.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ObjectValueTest {
  private static final Value A = StringValue.of("a");
  private static final Value B = StringValue.of("b");
  private static final Value C = StringValue.of("c");

  private final ObjectValue object = new ObjectValue();

  ObjectValueTest() {
    object.put(A, NumberValue.of(1));
    object.put(B, NumberValue.of(2));
  }

  @Test
  void anObjectAlikeHasTheSameKeysAndItsOwnValues() {
    ObjectValue alike = object.alike(NumberValue.of(3), NumberValue.of(4));

    assertThat(alike.get(A)).isEqualTo(NumberValue.of(3));
    assertThat(alike.get(B)).isEqualTo(NumberValue.of(4));
    assertThat(object.get(A)).isEqualTo(NumberValue.of(1));
  }

  @Test
  void whatOneOfThemIsGivenTheOtherDoesNotGet() {
    ObjectValue alike = object.alike(NumberValue.of(3), NumberValue.of(4));
    object.put(C, NullValue.NULL);

    assertThat(alike.size()).isEqualTo(2);
    assertThat(alike.get(C)).isNull();
    assertThat(object.size()).isEqualTo(3);
  }

  @Test
  void eachKeyNeedsAValue() {
    assertThatThrownBy(() -> object.alike(NullValue.NULL))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
