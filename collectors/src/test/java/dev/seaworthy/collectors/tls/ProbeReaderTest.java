package dev.seaworthy.collectors.tls;

import static dev.seaworthy.collectors.tls.TestCertificates.named;
import static dev.seaworthy.collectors.tls.TestCertificates.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.ReadFile;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.tls.TestCertificates.Made;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeReaderTest {
  private static final Made ROOT = root();
  private static final Made LEAF = named("erp").dns("erp.harbor.example").signedBy(ROOT);

  private static final String GOOD =
      """
      apiVersion: seaworthy.dev/v1
      kind: TlsProbe
      environment: production
      at: "2026-11-20T09:30:00Z"
      tool: seaworthy 1.0
      endpoints:
      - host: erp.harbor.example
        port: 443
        starttls: none
        status: answered
        versions:
        - version: TLSv1.2
          status: accepted
          complete: true
          suites: [{name: TLS_RSA_WITH_AES_128_GCM_SHA256, code: 009C}]
        chain: [CERTIFICATE]
        clientRenegotiation: {status: refused, performed: 0}
        tickets13: {status: issued, maxEarlyData: 16384}
      """
          .replace("CERTIFICATE", Base64.getEncoder().encodeToString(LEAF.encoded()));

  @TempDir Path folder;

  @Test
  void anEndpointIsEvidenceWithItsEnvironmentAndTime() {
    Evidence evidence = evidence(GOOD, Hints.NONE, "tls/endpoint");
    assertThat(evidence.subject().toString()).isEqualTo("TlsEndpoint erp.harbor.example:443");
    assertThat(evidence.content().node().path("environment").asText()).isEqualTo("production");
    assertThat(evidence.content().node().path("at").asLong()).isEqualTo(1_795_167_000L);
    assertThat(evidence.content().node().has("chain")).isFalse();
    assertThat(evidence.content().node().at("/clientRenegotiation/status").asText())
        .isEqualTo("refused");
    assertThat(evidence.content().node().at("/tickets13/maxEarlyData").asInt()).isEqualTo(16_384);
    assertThat(evidence.locations().locate(JsonPath.of("versions", 0, "status")).line())
        .isEqualTo(13);
  }

  @Test
  void whatASuiteIsFollowsFromItsNameAndNotFromTheFile() {
    String edited = GOOD.replace("code: 009C", "code: 009C, forwardSecrecy: true");
    Evidence evidence = evidence(edited, Hints.NONE, "tls/endpoint");
    assertThat(evidence.content().node().at("/versions/0/suites/0/forwardSecrecy").asBoolean(true))
        .isFalse();
  }

  @Test
  void theChainIsACertificateThatServesTheNameAskedFor() throws Exception {
    Path anchors = Files.writeString(folder.resolve("ca.pem"), ROOT.pem());
    Evidence evidence = evidence(GOOD, new Hints(List.of(), List.of(anchors)), "tls/certificate");
    assertThat(evidence.content().node().path("serves").toString())
        .isEqualTo("[\"erp.harbor.example\"]");
    assertThat(evidence.content().node().path("anchored").asBoolean()).isTrue();
    assertThat(evidence.content().node().path("trustGiven").asBoolean()).isTrue();
    assertThat(evidence.locations().locate(JsonPath.of("chain", 0)).line()).isEqualTo(16);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 443          | prot: 443      | 8  | `endpoints[0].prot` of this TlsProbe is unknown, did you mean `port`?",
        "port: 443          | port: 'x'      | 8  | `endpoints[0].port` of this TlsProbe is not a whole number",
        "status: accepted   | status: yes    | 13 | `endpoints[0].versions[0].status` of this TlsProbe is not",
        "code: 009C         | code: C02F     | 15 | is not the code of `TLS_RSA_WITH_AES_128_GCM_SHA256`",
        "_GCM_SHA256, code  | _GCM, code     | 15 | is not the code of `TLS_RSA_WITH_AES_128_GCM`",
        "tool: seaworthy 1.0 | tool: ''      | 5  | `tool` of this TlsProbe",
        "2026-11-20T09:30:00Z | yesterday    | 4  | `at` of this TlsProbe is not a time with its offset",
        "v1                 | v2             | 1  | `apiVersion` of this TlsProbe is not one of `seaworthy.dev/v1`",
        "status: refused    | status: never  | 17 | `endpoints[0].clientRenegotiation.status` of this TlsProbe is not",
        "performed: 0       | performed: -1  | 17 | `endpoints[0].clientRenegotiation.performed` of this TlsProbe",
        "maxEarlyData       | maxEarlydata   | 18 | `endpoints[0].tickets13.maxEarlydata` of this TlsProbe is unknown",
        "chain: [           | chain: ['*',   | 16 | `endpoints[0].chain[0]` of this TlsProbe is not Base64",
      })
  void whatDoesNotFitIsAGapAndNoEvidence(String what, String by, int line, String message) {
    String text = GOOD.replace(what, by);
    assertThat(text).isNotEqualTo(GOOD);
    List<Observation> observations = read(text, Hints.NONE);
    assertThat(observations).allMatch(Gap.class::isInstance).isNotEmpty();
    assertThat(observations)
        .anySatisfy(
            one -> {
              Gap gap = (Gap) one;
              assertThat(gap.problem().message()).contains(message);
              assertThat(gap.location().line()).isEqualTo(line);
            });
  }

  @Test
  void aCertificateThatCannotBeReadCostsItselfOnly() {
    List<Observation> observations =
        read(GOOD.replaceAll("chain: .*", "chain: [qrvM]"), Hints.NONE);
    assertThat(observations).hasSize(2);
    assertThat(observations.get(0)).isInstanceOf(Evidence.class);
    assertThat(((Gap) observations.get(1)).problem().code()).isEqualTo("NOT_A_CERTIFICATE");
  }

  @Test
  void anAcceptedVersionWithoutSuitesIsNotBelieved() {
    assertThat(read(GOOD.replaceAll("suites: .*", "suites: []"), Hints.NONE))
        .singleElement()
        .isInstanceOf(Gap.class);
  }

  private static Evidence evidence(String text, Hints hints, String kind) {
    return read(text, hints).stream()
        .map(Evidence.class::cast)
        .filter(one -> one.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<Observation> read(String text, Hints hints) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Observation> observations = new ArrayList<>();
    TlsCollector collector = new TlsCollector();
    for (Document document : ReadFile.of("probe.yaml", bytes).all()) {
      assertThat(collector.recognises(document)).isTrue();
      observations.addAll(collector.collect(document, hints));
    }
    return observations;
  }
}
