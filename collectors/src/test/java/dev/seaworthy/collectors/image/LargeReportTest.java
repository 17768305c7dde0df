package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.engine.evidence.Evidence;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LargeReportTest {
  /** Raise it to a gigabyte's worth, 2500, to see that a small heap is enough. */
  private static final int RESULTS = Integer.getInteger("seaworthy.scan.results", 50);

  private static final int ENTRIES = 1_000;
  private static final int TARGETS = 10;

  @Test
  void theHeapHoldsNoMoreThanTheDistinctVulnerabilities() {
    SourceFile file = new SourceFile("large.json", Integer.MAX_VALUE, LargeReportTest::open);
    Document document = new Document.Streamed(file, Set.of("SchemaVersion", "ArtifactName"));
    Evidence evidence = (Evidence) new TrivyCollector().collect(document, Hints.NONE).get(0);
    JsonNode content = evidence.content().node();
    assertThat(content.at("/counts/reported").asInt()).isEqualTo(RESULTS * ENTRIES);
    assertThat(content.path("vulnerabilities")).hasSize(ENTRIES);
    assertThat(content.at("/vulnerabilities/0/targets")).hasSize(TARGETS);
  }

  private static InputStream open() {
    return new SequenceInputStream(Collections.enumeration(new Parts()));
  }

  private static String part(int number) {
    if (number == 0) {
      return "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": [";
    }
    return number > RESULTS ? "]}" : (number > 1 ? "," : "") + result(number);
  }

  private static String result(int number) {
    StringBuilder json =
        new StringBuilder("{\"Target\": \"t" + number % TARGETS + "\", \"Vulnerabilities\": [");
    for (int i = 0; i < ENTRIES; i++) {
      json.append(i == 0 ? "" : ",")
          .append(Reports.entry("CVE-" + i, "LOW", "\"Description\": \"" + "x".repeat(300) + "\""));
    }
    return json.append("]}").toString();
  }

  /** Made one by one as they are read. */
  private static final class Parts extends AbstractList<InputStream> {
    @Override
    public InputStream get(int number) {
      return new ByteArrayInputStream(part(number).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int size() {
      return RESULTS + 2;
    }
  }
}
