package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VexCollectorTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
  private static final String PURL = "pkg:deb/debian/openssl@3.0?arch=amd64&distro=debian-12";

  @TempDir Path temp;

  @Test
  void aHonouredStatementMovesTheFindingAndLosesNothing() {
    Snapshot snapshot =
        judged(
            OpenVex.document(
                "2026-01-02T00:00:00Z",
                OpenVex.statement(
                    "CVE-1",
                    PURL,
                    "not_affected",
                    "\"justification\": \"component_not_present\", \"impact_statement\": \"it is not there\"")));
    JsonNode scan = scan(snapshot);
    assertThat(scan.path("vulnerabilities"))
        .extracting(one -> one.path("id").asText())
        .containsExactly("CVE-2");
    assertThat(scan.at("/counts/vulnerabilities/CRITICAL").asInt()).isZero();
    assertThat(scan.at("/counts/vulnerabilities/LOW").asInt()).isEqualTo(1);
    assertThat(scan.at("/counts/reported").asInt()).isEqualTo(2);
    JsonNode one = scan.at("/suppressed/0");
    assertThat(one.path("id").asText()).isEqualTo("CVE-1");
    assertThat(one.path("severity").asText()).isEqualTo("CRITICAL");
    assertThat(one.path("status").asText()).isEqualTo("not_affected");
    assertThat(one.path("source").asText()).isEqualTo("vex.json");
    assertThat(one.path("statement").asText()).isEqualTo("it is not there");
    assertThat(one.path("vex"))
        .hasToString(
            """
            {"author":"Us","document":"urn:vex:1","honoured":true,"impact":"it is not there",\
            "justification":"component_not_present","source":"vex.json","status":"not_affected",\
            "timestamp":1767312000}""");
    assertThat(one.at("/finding/purl").asText()).isEqualTo(PURL);
    assertThat(one.at("/finding/severities/nvd").asText()).isEqualTo("HIGH");
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(vex(snapshot).at("/statements/0/matches").asInt()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} with {1}: honoured {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "not_affected | \"justification\": \"inline_mitigations_already_exist\" | true",
        "not_affected | \"impact_statement\": \"never called\" | true",
        "not_affected | \"action_statement\": \"wait\" | false",
        "not_affected | \"impact_statement\": \"\" | false",
        "fixed | \"x\": 1 | true",
        "affected | \"action_statement\": \"upgrade\" | false",
        "affected | \"impact_statement\": \"never called\" | false",
        "under_investigation | \"justification\": \"component_not_present\" | false",
      })
  void whatTakesAFindingOut(String status, String more, boolean honoured) {
    JsonNode scan =
        scan(
            judged(
                OpenVex.document(
                    "2026-01-02T00:00:00Z", OpenVex.statement("CVE-1", PURL, status, more))));
    assertThat(scan.path("suppressed")).hasSize(honoured ? 1 : 0);
    assertThat(scan.path("vulnerabilities")).hasSize(honoured ? 1 : 2);
    JsonNode noted = honoured ? scan.at("/suppressed/0/vex") : scan.at("/vulnerabilities/0/vex");
    assertThat(noted.path("status").asText()).isEqualTo(status);
    assertThat(noted.path("honoured").asBoolean()).isEqualTo(honoured);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "pkg:deb/debian/openssl | 1",
        "pkg:deb/debian/openssl@3.0 | 1",
        "pkg:deb/debian/openssl?distro=debian-12 | 1",
        "pkg:DEB/debian/OpenSSL@3.0?arch=amd64 | 1",
        "pkg:deb/debian/openssl?distro=debian-11 | 0",
        "pkg:deb/debian/openssl@3.1 | 0",
        "pkg:deb/ubuntu/openssl | 0",
        "pkg:apk/debian/openssl | 0",
        "openssl | 0",
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | 1",
        "registry.example/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | 1",
        "pkg:oci/app@sha256%3A0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef?repository_url=mirror.example/app | 1",
        "pkg:oci/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef?arch=amd64 | 1",
        "pkg:oci/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef?arch=arm64 | 0",
        "pkg:oci/app@sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | 0",
        "pkg:oci/app | 1",
        "pkg:oci/app?repository_url=registry.example/app | 1",
        "pkg:oci/app?repository_url=registry.example | 1",
        "pkg:oci/app?repository_url=registry.example/other/app | 0",
        "pkg:oci/app?tag=1 | 1",
        "pkg:oci/app?tag=2 | 0",
        "pkg:docker/app@1?repository_url=registry.example | 1",
        "pkg:docker/app@2?repository_url=registry.example | 0",
        "pkg:oci/web | 0",
      })
  void whichProductsAreMeant(String product, int suppressed) {
    Snapshot snapshot = judged(excusing(product, ""));
    assertThat(scan(snapshot).path("suppressed")).hasSize(suppressed);
    assertThat(vex(snapshot).at("/statements/0/matches").asInt()).isEqualTo(suppressed);
    assertThat(snapshot.coverage().skipped()).hasSize(1 - suppressed);
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "pkg:oci/app | {\"@id\": \"pkg:deb/debian/openssl\"} | 1",
        "pkg:oci/app | {\"identifiers\": {\"purl\": \"pkg:deb/debian/openssl@3.0\"}} | 1",
        "pkg:oci/app | {\"@id\": \"pkg:deb/debian/curl\"} | 0",
        "pkg:oci/web | {\"@id\": \"pkg:deb/debian/openssl\"} | 0",
        "pkg:oci/app | {\"@id\": \"pkg:oci/app\"} | 0",
        "pkg:oci/app | {} | 0",
      })
  void aStatementAboutPartsOfAProduct(String product, String part, int suppressed) {
    assertThat(scan(judged(excusing(product, part))).path("suppressed")).hasSize(suppressed);
  }

  @Test
  void aPartThatCannotBeReadDoesNotWidenAStatement() {
    Snapshot snapshot = judged(excusing("pkg:oci/app", "7"));
    assertThat(scan(snapshot).path("suppressed")).isEmpty();
    assertThat(snapshot.gaps())
        .extracting(one -> one.problem().code())
        .containsExactly("INVALID_VEX");
    assertThat(snapshot.gaps().get(0).mayHide("image/scan")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"vulnerability\": \"CVE-1\"",
        "\"vulnerability\": {\"name\": \"CVE-1\"}",
        "\"vulnerability\": {\"aliases\": [\"GHSA-1\", \"cve-1\"], \"name\": \"X-1\"}",
      })
  void waysToNameAVulnerability(String vulnerability) {
    String statement =
        """
        {%s, "products": ["%s"], "status": "fixed"}"""
            .formatted(vulnerability, PURL);
    assertThat(scan(judged(OpenVex.document("2026-01-02T00:00:00Z", statement))).path("suppressed"))
        .hasSize(1);
  }

  @Test
  void theOldSpecificationNamesPartsBesideProducts() {
    String statement =
        """
        {"vulnerability": "CVE-1", "products": ["pkg:oci/app"], "status": "fixed",
         "subcomponents": ["pkg:deb/debian/%s"]}""";
    assertThat(
            scan(judged(OpenVex.document("2026-01-02T00:00:00Z", statement.formatted("openssl"))))
                .path("suppressed"))
        .hasSize(1);
    assertThat(
            scan(judged(OpenVex.document("2026-01-02T00:00:00Z", statement.formatted("curl"))))
                .path("suppressed"))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} at {1}, {2} at {3}: {4}")
  @CsvSource({
    "not_affected, 2026-01-02, affected, 2026-01-03, affected",
    "not_affected, 2026-01-03, affected, 2026-01-02, not_affected",
    "not_affected, 2026-01-03, affected, 2026-01-03, affected",
    "under_investigation, 2026-01-03, fixed, 2026-01-03, under_investigation",
    "fixed, 2026-01-02, not_affected, 2026-01-03, not_affected",
  })
  void theLaterStatementCountsAndTheOtherIsReported(
      String first, String firstDay, String second, String secondDay, String wins) {
    Snapshot snapshot =
        folder()
            .write("a.json", OpenVex.document(firstDay + "T00:00:00Z", reasoned(first)))
            .write("b.json", OpenVex.document(secondDay + "T00:00:00Z", reasoned(second)))
            .gather();
    JsonNode scan = scan(snapshot);
    JsonNode suppressed = scan.at("/suppressed/0/vex");
    JsonNode note = suppressed.isMissingNode() ? scan.at("/vulnerabilities/0/vex") : suppressed;
    assertThat(note.path("status").asText()).isEqualTo(wins);
    assertThat(note.at("/overrules/0/status").asText())
        .isEqualTo(wins.equals(first) ? second : first);
    assertThat(snapshot.coverage().skipped())
        .extracting(Coverage.Skipped::reason)
        .singleElement()
        .asString()
        .contains("is overruled by `" + wins + "`");
  }

  @Test
  void aStatementIsAsOldAsItSaysAndNotAsItsDocument() {
    String late = reasoned("affected").replace("{", "{\"timestamp\": \"2026-02-01T00:00:00Z\", ");
    JsonNode scan =
        scan(judged(OpenVex.document("2026-01-02T00:00:00Z", late, reasoned("not_affected"))));
    assertThat(scan.path("suppressed")).isEmpty();
  }

  @Test
  void aStatementAboutAnotherProductDoesNothingAndIsReported() {
    Snapshot snapshot = judged(excusing("pkg:npm/lodash", ""));
    assertThat(scan(snapshot).path("suppressed")).isEmpty();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(snapshot.coverage().skipped())
        .containsExactly(
            new Coverage.Skipped(
                "vex.json",
                "VEX: that CVE-1 is `not_affected` in `pkg:npm/lodash` is about nothing that was"
                    + " scanned"));
  }

  @Test
  void manyUnusedStatementsAreCounted() {
    String[] statements = new String[25];
    java.util.Arrays.fill(statements, OpenVex.statement("CVE-9", PURL, "fixed", "\"x\": 1"));
    Snapshot snapshot = judged(OpenVex.document("2026-01-02T00:00:00Z", statements));
    assertThat(snapshot.coverage().skipped())
        .extracting(Coverage.Skipped::reason)
        .contains("VEX: 5 more statements are about nothing that was scanned");
  }

  @Test
  void withoutAPackageUrlNothingIsExcused() {
    String json = report().replace(PURL, "");
    Snapshot snapshot =
        Folder.at(temp)
            .write("scan.json", json)
            .write("vex.json", excusing("pkg:deb/debian/openssl", ""))
            .gather();
    assertThat(scan(snapshot).path("suppressed")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"products\": [\"pkg:a/b\"], \"status\": \"fixed\"} | names no vulnerability",
        "{\"vulnerability\": \"C\", \"status\": \"fixed\"} | names no product",
        "{\"vulnerability\": \"C\", \"products\": [\"pkg:a/b\"]} | has no status that OpenVEX knows",
        "{\"vulnerability\": \"C\", \"products\": [\"pkg:a/b\"], \"status\": \"safe\"} | has no status that OpenVEX knows",
        "{\"vulnerability\": \"C\", \"products\": [\"pkg:a/b\"], \"status\": \"fixed\", \"justification\": \"trust_me\"} | is no justification that OpenVEX knows",
        "{\"vulnerability\": \"C\", \"products\": [{}], \"status\": \"fixed\"} | has neither `@id` nor identifiers",
        "{\"vulnerability\": \"C\", \"products\": [\"pkg:a/b\"], \"status\": \"fixed\", \"timestamp\": \"soon\"} | is not a time",
        "7 | is not an object",
      })
  void aFaultyStatementIsAGapAndTheRestIsRead(String statement, String reason) {
    Snapshot snapshot =
        judged(OpenVex.document("2026-01-02T00:00:00Z", statement, reasoned("fixed")));
    assertThat(snapshot.gaps().get(0).problem().message()).contains(reason);
    assertThat(snapshot.gaps()).allMatch(one -> one.problem().code().equals("INVALID_VEX"));
    assertThat(scan(snapshot).path("suppressed")).hasSize(1);
  }

  @Test
  void aDocumentOfAnotherContextIsAGap() {
    String json =
        OpenVex.document("2026-01-02T00:00:00Z", reasoned("fixed")).replace("openvex.dev", "x.org");
    assertThat(judged(json).gaps())
        .extracting(one -> one.problem().message())
        .containsExactly("`vex.json` is no whole OpenVEX document: `/@context` is not OpenVEX's");
  }

  @Test
  void whatATruncatedDocumentSaysCountsAndTheGapIsTold() {
    String json = OpenVex.document("2026-01-02T00:00:00Z", reasoned("fixed"), reasoned("fixed"));
    Snapshot snapshot = judged(json.substring(0, json.length() - 30));
    assertThat(scan(snapshot).path("suppressed")).hasSize(1);
    assertThat(snapshot.gaps())
        .extracting(one -> one.problem().code())
        .containsExactly("INVALID_VEX");
  }

  private Folder folder() {
    return Folder.at(temp).write("scan.json", report());
  }

  private Snapshot judged(String vex) {
    return folder().write("vex.json", vex).gather();
  }

  private static String reasoned(String status) {
    return OpenVex.statement("CVE-1", PURL, status, "\"justification\": \"component_not_present\"");
  }

  private static String excusing(String product, String part) {
    return OpenVex.document(
        "2026-01-02T00:00:00Z",
        """
        {"vulnerability": {"name": "CVE-1"}, "status": "not_affected",
         "justification": "component_not_present",
         "products": [{"@id": "%s"%s}]}"""
            .formatted(product, part.isEmpty() ? "" : ", \"subcomponents\": [" + part + "]"));
  }

  private static String report() {
    String packaged = "\"PkgIdentifier\": {\"PURL\": \"" + PURL + "\"}";
    return Reports.report(
            """
            "Metadata": {"RepoTags": ["registry.example/app:1"], "RepoDigests": ["registry.example/app@%s"]},
            "Results": [%s]"""
                .formatted(
                    DIGEST,
                    Reports.vulnerabilities(
                        "app:1 (debian 12)",
                        Reports.entry(
                            "CVE-1", "CRITICAL", packaged + ", \"VendorSeverity\": {\"nvd\": 3}"),
                        Reports.entry("CVE-2", "LOW", packaged))))
        .replace("\"app:1\"", "\"registry.example/app:1\"");
  }

  private static JsonNode scan(Snapshot snapshot) {
    return snapshot.ofKind("image/scan").get(0).content().node();
  }

  private static JsonNode vex(Snapshot snapshot) {
    return snapshot.ofKind("image/vex").get(0).content().node();
  }
}
