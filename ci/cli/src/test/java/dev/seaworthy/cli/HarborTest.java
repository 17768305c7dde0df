package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example release with its seeded faults, and the same release mended: all of it real. */
class HarborTest {
  private static final Path FIXTURES = Path.of("..", "..", "fixtures");
  private static final Path FAULTS = FIXTURES.resolve("harbor").resolve("FAULTS.md");

  /** Columns: number, control, rule, subject, file. */
  private static final Pattern FAULT =
      Pattern.compile(
          "^\\| \\d+ \\| (\\S+) \\| (.*?) \\| (.*?) \\| (.*?) \\|.*", Pattern.MULTILINE);

  @ParameterizedTest(name = "{0} exits {1}")
  @CsvSource({"harbor, 1", "harbor-clean, 0"})
  void theVerdictIsTheGoldenOne(String release, int code) throws IOException {
    Bench.Ran ran = judge(release);
    Path golden = FIXTURES.resolve("golden").resolve(release + ".verdict.json");
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(golden.toAbsolutePath().normalize().getParent());
      Files.writeString(golden, ran.out());
    }
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out()).isEqualTo(Files.readString(golden));
  }

  @Test
  void everySeededFaultIsFoundAndNothingElse() throws IOException {
    assertThat(findings(judge("harbor").out())).containsExactlyElementsOf(faults());
  }

  @Test
  void theMendedReleaseHasNoFinding() {
    assertThat(findings(judge("harbor-clean").out())).isEmpty();
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 8})
  void theBytesDoNotDependOnThreadsLocaleOrTimeZone(int threads) {
    String here = judge("harbor").out();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(judge("harbor", "--threads", threads).out()).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "table",
        "sarif",
        "junit",
        "html",
        "csv",
        "openreports",
        "ocsf",
        "oscal",
        "cyclonedx",
        "codequality"
      })
  void everyFormatNamesTheFirstFault(String format) {
    Bench.Ran ran = new Bench().runReal("check", release("harbor"), "--format", format);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("IMG-01").contains("42-odoo-queue.yaml");
  }

  private static Bench.Ran judge(String release, Object... more) {
    Object[] args = new Object[more.length + 4];
    args[0] = "check";
    args[1] = release(release);
    args[2] = "--format";
    args[3] = "json";
    System.arraycopy(more, 0, args, 4, more.length);
    return new Bench().runReal(args);
  }

  private static Path release(String name) {
    return FIXTURES.resolve(name).resolve("release.yaml");
  }

  private static SortedSet<String> faults() throws IOException {
    SortedSet<String> faults = new TreeSet<>();
    Matcher rows = FAULT.matcher(Files.readString(FAULTS));
    while (rows.find()) {
      faults.add(String.join(" | ", rows.group(1), rows.group(2), rows.group(3), rows.group(4)));
    }
    return faults;
  }

  private static SortedSet<String> findings(String json) {
    SortedSet<String> findings = new TreeSet<>();
    JsonNode verdict = StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
    for (JsonNode control : verdict.path("controls")) {
      for (JsonNode finding : control.path("findings")) {
        findings.add(
            String.join(
                " | ",
                control.path("id").asText(),
                finding.path("rule").asText(),
                subject(finding.path("subject")),
                finding.path("location").path("file").asText()));
      }
    }
    return findings;
  }

  private static String subject(JsonNode subject) {
    String namespace = subject.path("namespace").asText();
    return subject.path("kind").asText()
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + subject.path("name").asText();
  }
}
