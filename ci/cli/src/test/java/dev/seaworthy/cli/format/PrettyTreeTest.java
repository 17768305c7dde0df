package dev.seaworthy.cli.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrettyTreeTest {
  @Test
  void aTreeIsWrittenAsItsCanonicalFormIs() throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("b", List.of("plain", "quote \" and \\", "é\n\u202e", 7, -3L, 0.5, true));
    tree.put("a", CanonicalJson.of(Map.of("z", List.of(1, 2), "k", "value")));
    tree.put("nothing", CanonicalJson.NULL);
    tree.put("node", CanonicalJson.of(List.of(Map.of("in", "side"))).node());
    tree.put("empty", List.of(Map.of(), List.of()));
    tree.put("key with \"quotes\"", Map.of("inner", Map.of("deep", List.of())));
    StringBuilder fromTree = new StringBuilder();
    StringBuilder fromJson = new StringBuilder();

    PrettyJson.write(tree, fromTree);
    PrettyJson.write(CanonicalJson.of(tree), fromJson);

    assertThat(fromTree).hasToString(fromJson.toString());
  }

  @Test
  void halfACharacterIsRefused() {
    Map<String, Object> tree = Map.of("half", "\ud800");

    assertThatThrownBy(() -> PrettyJson.write(tree, new StringBuilder()))
        .isInstanceOf(NotCanonicalException.class);
  }
}
