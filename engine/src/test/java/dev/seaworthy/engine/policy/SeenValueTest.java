package dev.seaworthy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenValueTest {
  private static final Source SOURCE = new Source("kubernetes", "a.yaml", 0);
  private static final Subject SUBJECT = Subject.of("Pod", "web");
  private static final Evidence EVIDENCE =
      new Evidence(
          "kubernetes/object",
          SUBJECT,
          SOURCE,
          CanonicalJson.of(
              Map.of(
                  "manifest",
                  Map.of(
                      "on",
                      true,
                      "port",
                      80,
                      "image",
                      "web:1",
                      "password",
                      "Kr4ken",
                      "none",
                      List.of(),
                      "some",
                      Map.of("key", "value")))),
          Locations.wholeFile("a.yaml"));

  @ParameterizedTest(name = "at {0} {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "on, `true`",
        "port, `80`",
        "image, `web:1`",
        "none, an empty list",
        "absent, nothing",
        "some.absent, nothing",
        "some, -",
        "password, -",
        "absent.deeper, -",
        "'', -",
      })
  void whatIsThereIsToldWhereItCanBe(String path, String words) {
    String seen =
        SeenValue.of(EVIDENCE, finding(path))
            .map(one -> one.value().orElse("nothing"))
            .orElse(null);
    assertThat(seen).isEqualTo(words);
  }

  @ParameterizedTest(name = "at {0}: {1}")
  @CsvSource({"password, true", "image, false", "on, false", "some, false", "absent, false"})
  void aTextThatTheFindingDoesNotTellIsWithheld(String path, boolean withheld) {
    assertThat(SeenValue.untold(EVIDENCE, finding(path)).isPresent()).isEqualTo(withheld);
  }

  private static Finding finding(String path) {
    List<Object> steps = List.copyOf(Splitter.on('.').omitEmptyStrings().splitToList(path));
    return new Finding(
        "rule",
        "`web` uses `web:1`",
        "mend it",
        SUBJECT,
        SOURCE,
        new JsonPath(steps),
        Location.of("a.yaml"),
        CanonicalJson.of(Map.of()),
        "");
  }
}
