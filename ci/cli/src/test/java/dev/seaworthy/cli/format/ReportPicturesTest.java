package dev.seaworthy.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pictures hold; how they look is for a browser to tell. */
class ReportPicturesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T04:20:00Z");

  @Test
  void withoutEvidenceThereIsNoPicture() throws IOException {
    assertThat(page(List.of(evidence("kubernetes/object", "x", Map.of()))))
        .doesNotContain("pictures", "<svg");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-20T04:20:00Z | fail    | 2026-11-20, expired 5 d ago",
        "2026-12-10T04:20:00Z | unknown | 2026-12-10, in 15 d",
        "2027-11-25T04:20:00Z | pass    | 2027-11-25, in 365 d",
      })
  void aCertificateTellsWhenItEndsInWordsToo(Instant end, String style, String words)
      throws IOException {
    assertThat(page(List.of(certificate("erp.pem", end))))
        .contains("erp.pem, erp.example")
        .containsPattern("<rect class=\"" + style + "\"[^>]*><title>" + words)
        .contains(">" + words + "</text>");
  }

  @Test
  void threeHundredCertificatesStayReadable() throws IOException {
    List<Evidence> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(certificate("c" + i, NOW.plusSeconds(86_400L * (i + 1))));
    }
    String page = page(many);
    assertThat(count("<rect class=\"(pass|unknown)\"", page)).isEqualTo(40);
    assertThat(page).contains("and 260 more certificates, which end later");
    assertThat(count("<tr><td class=\"key\">c\\d+, erp.example</td>", page)).isEqualTo(300);
  }

  @Test
  void imagesComeByTheirWorst() throws IOException {
    String page =
        page(
            List.of(
                scan("many-low", Map.of("LOW", 90)),
                scan("one-critical", Map.of("CRITICAL", 1)),
                scan("none", Map.of())));
    assertThat(page.indexOf(">one-critical<")).isLessThan(page.indexOf(">many-low<"));
    assertThat(page)
        .contains("3 scans with 91 vulnerabilities in all, 1 of them critical")
        .contains(">1 critical</text>", ">90 low</text>", ">none</text>");
  }

  @Test
  void threeHundredImagesStayReadable() throws IOException {
    List<Evidence> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(scan("image-" + i, Map.of("HIGH", i)));
    }
    String page = page(many);
    assertThat(count("<text class=\"label\"[^>]*>image-", page)).isEqualTo(40);
    assertThat(page).contains("and 260 more scans, which are no worse");
  }

  @Test
  void whoHoldsWhatIsTold() throws IOException {
    String page = page(List.of(principal("iam/principal", "anna", "reader", "writer")));
    assertThat(page)
        .contains("<title>user anna held reader</title>", "<title>user anna held writer</title>")
        .contains("1 principal of system aws and 2 roles.")
        .doesNotContain("gained", "lost");
  }

  @Test
  void whatTheReleaseChangesIsMarked() throws IOException {
    String page =
        page(
            List.of(
                principal("iam/principal", "anna", "reader", "writer"),
                principal("iam/principal", "ben", "reader"),
                principal("iam/principal-before", "anna", "reader", "owner"),
                principal("iam/principal-before", "ben", "reader")));
    assertThat(page)
        .contains("<title>user anna held reader</title>")
        .contains("<title>user anna gained writer</title>", "<title>user anna lost owner</title>")
        .contains("<title>user ben held reader</title>")
        .contains("The release changes the roles of 1.")
        .contains("<strong>gained</strong> <code>writer</code>");
  }

  @Test
  void namesAreTextAndNoMarkup() throws IOException {
    String hostile = "</title><script>alert(1)</script>";
    String page =
        page(
            List.of(
                certificate(hostile, NOW),
                scan(hostile, Map.of("LOW", 1)),
                principal("iam/principal", hostile, hostile)));
    assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
  }

  @Test
  void aLongNameKeepsItsEndInTheLabelAndAllOfItInTheTitle() throws IOException {
    String name = "registry.example/" + "a".repeat(60) + "/odoo:18";
    assertThat(page(List.of(scan(name, Map.of()))))
        .containsPattern("<text class=\"label\"[^>]*>…a+/odoo:18<title>" + name + "</title>");
  }

  private static String page(List<Evidence> evidence) throws IOException {
    StringBuilder out = new StringBuilder();
    HtmlPage.write("t", out, page -> new ReportPictures(evidence, NOW, page).write());
    return out.substring(out.indexOf("<body>"));
  }

  private static long count(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  private static Evidence certificate(String name, Instant end) {
    return evidence(
        "tls/certificate",
        name,
        Map.of(
            "expires",
            end.getEpochSecond(),
            "chain",
            List.of(Map.of("dnsNames", List.of("erp.example")))));
  }

  private static Evidence scan(String name, Map<String, Integer> counts) {
    return evidence("image/scan", name, Map.of("counts", Map.of("vulnerabilities", counts)));
  }

  private static Evidence principal(String kind, String name, String... roles) {
    List<Map<String, Object>> grants =
        List.of(roles).stream()
            .map(role -> Map.<String, Object>of("origin", Map.of("name", role)))
            .toList();
    return evidence(
        kind, name, Map.of("system", "aws", "type", "user", "name", name, "grants", grants));
  }

  private static Evidence evidence(String kind, String name, Map<String, Object> content) {
    return new Evidence(
        kind,
        Subject.of("X", name),
        new Source("test", "file", 0),
        CanonicalJson.of(content),
        Locations.wholeFile("file"));
  }
}
