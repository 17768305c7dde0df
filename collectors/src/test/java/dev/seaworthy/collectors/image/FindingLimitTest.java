package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of more findings than fit in memory: what fits is kept, and the rest is said. */
class FindingLimitTest {
  private static final int MOST = 5;

  @ParameterizedTest(name = "{0} bytes: {1}")
  @CsvSource({
    "1048576, 10000",
    "268435456, 65536",
    "4294967296, 1048576",
    "1099511627776, 2000000"
  })
  void theHeapDecidesHowManyAreKept(long heap, long most) {
    assertThat(ScanFaults.mostKept(heap)).isEqualTo(most);
  }

  @Test
  void asManyAsFitAreNoFault() throws IOException {
    ScanFaults faults = new ScanFaults(MOST);
    String twice = Reports.results(of(1, MOST), of(1, MOST));
    JsonNode content = content(faults, ReportReader::new, twice);
    assertThat(content.path("vulnerabilities")).hasSize(MOST);
    assertThat(content.at("/counts/reported").asInt()).isEqualTo(2 * MOST);
    assertThat(faults.none()).isTrue();
  }

  @Test
  void whatDoesNotFitIsCountedAndSaidOnce() throws IOException {
    ScanFaults faults = new ScanFaults(MOST);
    JsonNode content = content(faults, ReportReader::new, Reports.results(of(1, 9), of(3, 20)));
    assertThat(content.path("vulnerabilities")).hasSize(MOST);
    assertThat(content.at("/counts/reported").asInt()).isEqualTo(27);
    assertThat(faults.told()).hasSize(1);
    assertThat(faults.told().get(0).reason())
        .contains("`/Results/0/Vulnerabilities/5` is more than fits", "5 findings are kept");
    assertThat(faults.told().get(0).line()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Secrets | secrets | {\"RuleID\": \"a\", \"Severity\": \"HIGH\"}",
        "Misconfigurations | misconfigurations | {\"ID\": \"a\", \"Severity\": \"HIGH\", \"Status\": \"FAIL\"}",
        "Licenses | licenses | {\"Name\": \"MIT\", \"Severity\": \"LOW\"}",
        "ExperimentalModifiedFindings | suppressed | {\"Type\": \"secret\", \"Finding\": {\"RuleID\": \"a\"}}"
      })
  void findingsOfEachKindAreBounded(String key, String kept, String one) throws IOException {
    ScanFaults faults = new ScanFaults(MOST);
    String many = String.join(", ", java.util.Collections.nCopies(12, one));
    String result = Reports.result("a", "x", "\"" + key + "\": [" + many + "]");
    JsonNode content = content(faults, ReportReader::new, Reports.results(result));
    assertThat(content.path(kept)).hasSize(MOST);
    assertThat(faults.told()).hasSize(1);
  }

  @Test
  void anImageThatManyRunCountsOnce() throws IOException {
    String resource =
        "{\"Namespace\": \"a\", \"Kind\": \"Pod\", \"Name\": \"p%d\", \"Metadata\": {\"RepoTags\": [\"a:1\"]}, \"Results\": [%s]}";
    String resources =
        IntStream.range(0, 30)
            .mapToObj(i -> resource.formatted(i, of(1, MOST)))
            .collect(Collectors.joining(", "));
    ScanFaults faults = new ScanFaults(MOST * 2);
    String report = "{\"ClusterName\": \"c\", \"Resources\": [" + resources + "]}";
    assertThat(content(faults, ReportReader::new, report).path("vulnerabilities")).hasSize(MOST);
    assertThat(faults.none()).isTrue();
  }

  @Test
  void componentsAreBounded() throws IOException {
    ScanFaults faults = new ScanFaults(MOST);
    String component = "{\"name\": \"a\", \"version\": \"1\"}";
    String bom =
        "{\"bomFormat\": \"CycloneDX\", \"components\": [%s]}"
            .formatted(String.join(",", java.util.Collections.nCopies(9, component)));
    assertThat(content(faults, CycloneDxReader::new, bom).path("components")).hasSize(MOST);
    assertThat(faults.told()).hasSize(1);
  }

  private static String of(int from, int to) {
    return Reports.vulnerabilities(
        "a",
        IntStream.rangeClosed(from, to)
            .mapToObj(i -> Reports.entry("CVE-" + i, "HIGH", ""))
            .toArray(String[]::new));
  }

  private static JsonNode content(
      ScanFaults faults, Function<ReportStream, ScanReader> readers, String json)
      throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    try (JsonReportStream stream = JsonReportStream.open(in, faults)) {
      ScanReader reader = readers.apply(stream);
      faults.attempt(reader::read);
      List<Observation> all = reader.observations(ScanSource.of("scan.json", 0, ReportForm.TRIVY));
      return ((Evidence) all.get(0)).content().node();
    }
  }
}
