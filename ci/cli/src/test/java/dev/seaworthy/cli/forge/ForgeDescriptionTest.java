package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held to a description would not hold if it were otherwise. */
@EnabledIfEnvironmentVariable(
    named = ForgeDescription.FOLDER,
    matches = ".+",
    disabledReason = "no descriptions: run it by ci/conformance/forges")
final class ForgeDescriptionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECK = "/repos/a/b/check-runs";

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST  | /repos/a/b/checks             |               | null | 201 | {} | no such operation",
        "GET   | /repos/a/b/issues/x/comments  |               | null | 200 | [] | path issue_number",
        "GET   | /repos/a/b/issues/1/comments  | limit=5       | null | 200 | [] | query limit",
        "GET   | /repos/a/b/issues/1/comments  | per_page=many | null | 200 | [] | query per_page",
        "POST  | /repos/a/b/issues/1/comments  |               | null | 201 | {} | body",
        "POST  | /repos/a/b/issues/1/comments  |               | {} | 201 | {} | required property",
        "PATCH | /repos/a/b/issues/comments/1  |               | {\"body\": 1} | 200 | {} | string",
        "PATCH | /repos/a/b/issues/comments/1  |               | {\"body\": \"\", \"x\": 1} | 200 | {} | x",
        "PATCH | /repos/a/b/issues/comments/1  |               | {\"body\": \"\"} | 204 | null | 204",
        "PATCH | /repos/a/b/issues/comments/1  |               | {\"body\": \"\"} | 200 | {\"id\": \"1\"} | id",
        "PATCH | /repos/a/b/issues/comments/1  |               | {\"body\": \"\"} | 200 | {\"y\": 1} | y",
      })
  void whatIsNotAsDescribedIsFound(
      String method, String path, String query, String sent, int code, String told, String why)
      throws IOException {
    ForgeDescription.Exchange exchange =
        new ForgeDescription.Exchange(
            method, path, query, JSON.readTree(sent), code, JSON.readTree(told));
    assertThat(ForgeDescription.of("github").orElseThrow().faults(exchange))
        .singleElement()
        .asString()
        .contains(why);
  }

  @Test
  void fiftyOneAnnotationsAreOneTooMany() throws IOException {
    String one =
        "{\"path\": \"a\", \"start_line\": 1, \"end_line\": 1, \"annotation_level\": \"warning\","
            + " \"message\": \"m\"}";
    for (int count : new int[] {50, 51}) {
      String all = String.join(",", Collections.nCopies(count, one));
      ForgeDescription.Exchange exchange =
          new ForgeDescription.Exchange(
              "PATCH",
              CHECK + "/1",
              null,
              JSON.readTree(
                  "{\"output\": {\"title\": \"t\", \"summary\": \"s\", \"annotations\": ["
                      + all
                      + "]}}"),
              ForgeDescription.UNTOLD,
              NullNode.getInstance());
      assertThat(ForgeDescription.of("github").orElseThrow().faults(exchange)).hasSize(count - 50);
    }
  }
}
