package dev.seaworthy.collectors.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictTreeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":[1,-2,{\"c\":null}],\"a\":\"ü\\n\"}",
        "[true,false,1.5,1e3,9007199254740992]",
        "\"text\"",
        "null",
        "{}"
      })
  void saysWhatTheTextSays(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    assertThat(CanonicalJson.of(StrictTree.read(bytes).plain()))
        .isEqualTo(CanonicalJson.parse(bytes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"b\":{\"c\":1,\"c\":2}} | the key `c` is there twice",
        "{} {}                             | more text follows",
        "{\"a\":1                          | not valid JSON",
        "{\"a\":1e999}                     | out of the range",
        "'\u00a0'                          | not valid JSON"
      })
  void whatIsNotStrictIsRefused(String json, String reason) {
    assertThatThrownBy(() -> StrictTree.read(json.getBytes(UTF_8)))
        .isInstanceOf(NotCanonicalException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() {
    byte[] deep = "[".repeat(501).getBytes(UTF_8);
    assertThatThrownBy(() -> StrictTree.read(deep)).isInstanceOf(NotCanonicalException.class);
  }

  @Test
  void keysArePassedOverWhereverTheyStand() {
    byte[] json = "{\"a\":{\"left\":[{\"a\":1}],\"b\":2},\"left\":3}".getBytes(UTF_8);
    assertThat(CanonicalJson.of(StrictTree.readWithout(Set.of("left"), json).plain()).toString())
        .isEqualTo("{\"a\":{\"b\":2}}");
  }

  @Test
  void whatIsPassedOverIsWholeJson() {
    byte[] json = "{\"left\":[1,}".getBytes(UTF_8);
    assertThatThrownBy(() -> StrictTree.readWithout(Set.of("left"), json))
        .isInstanceOf(NotCanonicalException.class);
  }
}
