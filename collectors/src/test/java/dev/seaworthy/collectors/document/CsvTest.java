package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void quotedValuesGoOverLines() throws IOException {
    assertThat(values("a,b\n1,\"x\ny \"\"z\"\"\nlast\"\n2,w\n"))
        .containsExactly("2 x\ny \"z\"\nlast", "5 w");
  }

  @Test
  void aQuoteThatNobodyClosesTakesNoLongerThanItsLines() {
    String text = "a,b\n1,\"x\n" + "y\n".repeat(1_000_000);
    List<String> values = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> values(text));
    assertThat(values.get(0)).startsWith("2 x\ny\ny").hasSizeBetween(1 << 19, 1 << 21);
  }

  /** The line of each row and its value in the second column. */
  private static List<String> values(String text) throws IOException {
    Csv csv =
        new Csv(
            new LineStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), ',');
    List<String> values = new ArrayList<>();
    for (Optional<Csv.Row> row = csv.next(); row.isPresent(); row = csv.next()) {
      values.add(row.get().line() + " " + row.get().get("b"));
    }
    return values;
  }
}
