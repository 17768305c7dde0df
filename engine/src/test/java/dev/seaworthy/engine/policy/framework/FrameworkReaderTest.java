package dev.seaworthy.engine.policy.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameworkReaderTest {
  private static final String GOOD =
      """
      {"schema": "https://seaworthy.dev/schemas/framework/v1", "name": "own", "title": "Own rules",
       "version": "1", "date": "2026-11", "source": "https://own.invalid/rules", "scope": "all",
       "requirements": [
         {"id": "1", "about": "images are pinned", "provedBy": ["IMG-01"]},
         {"id": "2", "about": "people know", "notYet": ["GOV-03"], "missing": "records"}]}
      """;

  @Test
  void whatIsWrittenIsRead() throws PolicyException {
    Framework framework = read(GOOD);
    assertThat(framework.title()).isEqualTo("Own rules");
    assertThat(framework.of("IMG-01")).extracting(Requirement::id).containsExactly("1");
    assertThat(framework.requirements().get(1).notYet()).isEqualTo(List.of("GOV-03"));
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; []; is not an object",
        "\"name\": \"own\"; \"nam\": \"own\"; unknown key `nam`, did you mean `name`?",
        "\"version\": \"1\"; \"version\": 1; has no `version` that is text",
        "framework/v1; framework/v2; its `schema` is not",
        "[\"IMG-01\"]; \"IMG-01\"; `provedBy` that is not a list",
        "[\"IMG-01\"]; [\"IMG-01\", \"IMG-01\"]; each once",
        "\"id\": \"2\"; \"id\": \"1\"; requirement `1` is listed twice",
        ", \"missing\": \"records\"; ''; requirement `2` is proved by controls, or says what is"
            + " missing",
        "\"provedBy\": [\"IMG-01\"]}; \"provedBy\": [\"IMG-01\"], \"missing\": \"x\"}; requirement"
            + " `1` is proved by",
        "\"about\": \"people know\"; \"about\": \" \"; requirement 2 has no `about` that is text",
      })
  void whatIsNoFrameworkIsRefusedWithItsPlace(String good, String bad, String complaint) {
    String text = good.equals("{}") ? bad : GOOD.replace(good, bad);
    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("`own.json` is no framework")
        .hasMessageContaining(complaint);
  }

  private static Framework read(String text) throws PolicyException {
    return FrameworkReader.read(text.getBytes(StandardCharsets.UTF_8), "own.json");
  }
}
