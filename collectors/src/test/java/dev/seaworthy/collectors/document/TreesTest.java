package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreesTest {
  private static final Map<String, Object> MANIFEST =
      Map.of(
          "text", "ä \" \\ 👍",
          "numbers", List.of(1L, -2L, 2.5, (1L << 53) - 1, BigInteger.TWO.pow(70)),
          "flags", List.of(true, false, CanonicalJson.NULL),
          "empty", Map.of("map", Map.of(), "list", List.of()));

  @Test
  void bringsBackWhatWasWritten() {
    CanonicalJson content =
        CanonicalJson.of(Map.of("before", List.of(Map.of("manifest", 1)), "manifest", MANIFEST));
    Tree.Mapping tree = Trees.mappingIn(content, "manifest", path -> Location.of("a.yaml"));
    assertThat(CanonicalJson.of(tree.plain())).isEqualTo(CanonicalJson.of(MANIFEST));
    assertThat(tree.items("numbers").get(0).plain()).isEqualTo(1L);
    assertThat(tree.items("numbers").get(2).plain()).isEqualTo(2.5);
    assertThat(tree.items("flags").get(2).plain()).isSameAs(CanonicalJson.NULL);
  }

  @Test
  void marksComeBack() {
    Tree.Mark at = new Tree.Mark(4, 3);
    Tree.Mapping written =
        new Tree.Mapping(
            new Tree.Mark(1, 1),
            Map.of("kind", new Tree.Entry(at, new Tree.Scalar(new Tree.Mark(4, 9), "Pod"))));
    CanonicalJson content = CanonicalJson.of(Map.of("manifest", written.plain()));
    Tree.Mapping tree = Trees.mappingIn(content, "manifest", HashedLocations.of("a.yaml", written));
    assertThat(tree.mark()).isEqualTo(new Tree.Mark(1, 1));
    assertThat(tree.entries().get("kind")).extracting(Tree.Entry::keyMark).isEqualTo(at);
  }

  @Test
  void anythingElseIsRefused() {
    CanonicalJson content = CanonicalJson.of(Map.of("manifest", List.of()));
    assertThatThrownBy(() -> Trees.mappingIn(content, "manifest", path -> Location.of("a.yaml")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
