package dev.seaworthy.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report says of a change: nothing that may be a secret of other evidence. */
class CounterfactualWordsTest {
  private static final String HIDDEN = "a value that is not shown here";
  private static final JsonPath PATH = JsonPath.ROOT.then("spec").then("size");
  private static final Evidence EVIDENCE =
      new Evidence(
          "test/thing",
          Subject.of("Thing", "a"),
          new Source("test", "a.yaml", 0),
          CanonicalJson.of(Map.of("spec", Map.of("size", "large-secret"))),
          Locations.wholeFile("a.yaml"));
  private static final Finding FINDING =
      new Finding(
          "too-large",
          "the size of `a` is too large",
          "make `size` `small`",
          EVIDENCE.subject(),
          EVIDENCE.source(),
          PATH,
          Location.of("a.yaml"),
          CanonicalJson.of(Map.of()),
          "");

  @ParameterizedTest(name = "{0} is told as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"small\" | <code>&quot;small&quot;</code>",
        "\"medium\" | <code>&quot;medium&quot;</code>",
        "\"hunter2\" | a value that is not shown here",
        "{\"size\":\"small\"} | <code>{&quot;size&quot;:&quot;small&quot;}</code>",
        "{\"token\":true} | a value that is not shown here",
        "[\"small\",\"hunter2\"] | a value that is not shown here",
        "7 | <code>7</code>",
        "false | <code>false</code>",
      })
  void aNewTextIsToldWhereTheFindingOrAParameterTellsIt(String value, String words) {
    Optional<CanonicalJson> after = Optional.of(CanonicalJson.of(parsed(value)));
    assertThat(told(Optional.of(CanonicalJson.of("large-secret")), after, 0))
        .isEqualTo(
            "set <code>spec.size</code> to "
                + words
                + " of Thing a (<code>a.yaml</code>): "
                + "then nothing is left of what was judged with it")
        .doesNotContain("large-secret", "hunter2");
  }

  @Test
  void whatIsAddedAndWhatIsRemovedAreCalledThat() {
    Optional<CanonicalJson> some = Optional.of(CanonicalJson.of("hunter2"));
    assertThat(told(Optional.empty(), some, 2))
        .startsWith("add <code>spec.size</code> with " + HIDDEN + " of Thing a")
        .endsWith("then this is gone; 2 findings left of what was judged with it");
    assertThat(told(some, Optional.empty(), 0))
        .startsWith("remove <code>spec.size</code> of Thing");
  }

  @Test
  void thatNoneWasFoundIsSaid() {
    assertThat(words(Optional.empty()))
        .isEqualTo("none found, of 12 changes tried by judging changed evidence");
  }

  private static JsonNode parsed(String text) {
    return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }

  private static String told(
      Optional<CanonicalJson> before, Optional<CanonicalJson> after, int left) {
    Explanation.Edit edit =
        new Explanation.Edit(EVIDENCE, PATH, Location.of("a.yaml"), before, after);
    return words(Optional.of(new Explanation.Change(List.of(edit), left)));
  }

  private static String words(Optional<Explanation.Change> change) {
    Explanation.Reason reason =
        new Explanation.Reason(FINDING, false, EVIDENCE, List.of(), change, 12);
    CanonicalJson parameters = CanonicalJson.of(Map.of("sizes", List.of("medium")));
    return new CounterfactualWords(new Presentation(Palette.PLAIN, 0, ""), reason, parameters)
        .of(reason);
  }
}
