package dev.seaworthy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceValueTest {
  private static final Evidence EVIDENCE =
      new Evidence(
          "kubernetes/object",
          new Subject("ConfigMap", "shop", "settings"),
          new Source("kubernetes", "shop.yaml", 2),
          CanonicalJson.of(Map.of("manifest", Map.of("data", List.of(1, 2.5, "three", true)))),
          path -> Location.of("shop.yaml"));

  private final ValueReader reader = new ValueReader();
  private final EvidenceValue value = new EvidenceValue(EVIDENCE, reader);

  @Test
  void saysWhatTheTextSays() {
    CanonicalJson item =
        CanonicalJson.of(
            Map.of(
                "id", 7,
                "subject", EVIDENCE.subject().toTree(),
                "source", EVIDENCE.source().toTree(),
                "content", EVIDENCE.content()));
    assertThat(value.parts().item(7)).isEqualTo(reader.read(item));
    assertThat(value.parts().item(7).toString()).isEqualTo(reader.read(item).toString());
  }

  @Test
  void isReadOnceForAllInputs() {
    assertThat(value.parts().content()).isSameAs(value.parts().content());
    assertThat(value.parts().item(1)).isNotEqualTo(value.parts().item(2));
  }
}
