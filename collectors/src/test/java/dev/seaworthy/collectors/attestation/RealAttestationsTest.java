package dev.seaworthy.collectors.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the collector to what the real cosign writes. */
class RealAttestationsTest {
  private static final String DIGEST =
      "sha256:b0ff67b72a1d087090ad4fe635c35ad2752dd27d26f9435bb7877f40ecdc0bc3";
  private static final SignatureTrust ALL = Samples.keys("p256", "p384", "rsa", "ed25519");

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} is by {1}, {2}")
  @CsvSource({
    "p256-slsa1, p256, ECDSA P-256",
    "p384-slsa1, p384, ECDSA P-384",
    "rsa-slsa1, rsa, RSA 2048",
    "ed25519-slsa1, ed25519, Ed25519",
    "p256-message, p256, ECDSA P-256",
    "p384-message, p384, ECDSA P-384",
    "rsa-message, rsa, RSA 2048",
    "p256-slsa02, p256, ECDSA P-256",
    "p256-test-result, p256, ECDSA P-256"
  })
  void keysOfEachKindVerify(String name, String key, String algorithm) {
    JsonNode content = Samples.one(Samples.gather(temp, name + ".sigstore.json", ALL));
    assertThat(Samples.answer(content)).isEqualTo("verified");
    assertThat(content.path("signers")).hasSize(1);
    assertThat(content.at("/signers/0/key").asText()).isEqualTo(key);
    assertThat(content.at("/signers/0/algorithm").asText()).isEqualTo(algorithm);
  }

  @ParameterizedTest(name = "{0} held against {1}: {2}")
  @CsvSource({
    "p256-slsa1, stranger, unknown-signer",
    "p384-slsa1, p256, unknown-signer",
    "rsa-slsa1, p256, unknown-signer",
    "ed25519-slsa1, rsa, unknown-signer",
    "p256-message, ed25519, needs-artifact",
    "stranger-slsa1, p256, unknown-signer"
  })
  void anotherKeyIsRefused(String name, String key, String code) {
    Snapshot snapshot = Samples.gather(temp, name + ".sigstore.json", Samples.keys(key));
    assertThat(Samples.answer(Samples.one(snapshot))).isEqualTo(code);
  }

  @Test
  void nobodyTrustedIsNeitherYesNorNo() {
    JsonNode content =
        Samples.one(Samples.gather(temp, "p256-slsa1.sigstore.json", SignatureTrust.NONE));
    assertThat(content.path("checked").asBoolean()).isFalse();
    assertThat(Samples.answer(content)).isEqualTo("nothing-trusted");
    assertThat(content.path("digests").get(0).asText()).isEqualTo(DIGEST);
  }

  @Test
  void provenanceTellsBuilderAndSource() {
    JsonNode content = Samples.one(Samples.gather(temp, "p256-slsa1.sigstore.json", ALL));
    assertThat(content.path("digests")).hasToString("[\"" + DIGEST + "\"]");
    assertThat(content.path("provenance"))
        .hasToString(
            """
            {"buildType":"https://ci.harbor.example/image/v1",\
            "builder":"https://ci.harbor.example/runners/hardened","finishedAt":1795457381,\
            "invocation":"https://ci.harbor.example/runs/4711","materials":[{"digests":\
            ["gitCommit:4d1f0c55c7a4f1d3e2b6a7988d0b7c6e5f4a3b2c"],\
            "uri":"git+https://forge.harbor.example/erp/odoo@refs/tags/18.0.3"}],\
            "startedAt":1795456800,"version":"1"}""");
  }

  @Test
  void olderProvenanceIsToldInTheSameTerms() {
    JsonNode content = Samples.one(Samples.gather(temp, "p256-slsa02.sigstore.json", ALL));
    assertThat(content.at("/provenance/version").asText()).isEqualTo("0.2");
    assertThat(content.at("/provenance/builder").asText())
        .isEqualTo("https://ci.harbor.example/runners/hardened");
    assertThat(content.at("/provenance/materials/0/digests/0").asText()).startsWith("sha1:4d1f");
  }

  @Test
  void everySubjectOfAStatementCounts() {
    JsonNode content = Samples.one(Samples.gather(temp, "p256-two-subjects.sigstore.json", ALL));
    assertThat(Samples.answer(content)).isEqualTo("verified");
    assertThat(content.path("digests")).hasSize(2);
    assertThat(content.at("/subjects/1/name").asText()).isEqualTo("odoo-upgrade");
  }

  @Test
  void testResultsSayWhetherTheyPassed() {
    JsonNode content = Samples.one(Samples.gather(temp, "p256-test-result.sigstore.json", ALL));
    assertThat(content.at("/test/result").asText()).isEqualTo("PASSED");
  }

  @ParameterizedTest(name = "{0} holds {1}")
  @CsvSource({
    "p256-cyclonedx, image/sbom",
    "p256-spdx, image/sbom",
    "p256-spdx-tags, image/sbom",
    "p256-spdx3, image/sbom",
    "p256-openvex, image/vex",
    "p256-csaf, image/vex",
    "p256-cyclonedx-vex, image/vex",
    "p256-vuln, image/scan"
  })
  void whatIsAttestedCountsLikeAFileOfItsOwn(String name, String kind) {
    String file = name + ".sigstore.json";
    assertThat(kinds(Samples.gather(temp, file, ALL))).contains(kind);
  }

  @ParameterizedTest(name = "{0} is of the image that was attested")
  @CsvSource({"p256-cyclonedx", "p256-spdx", "p256-spdx-tags", "p256-spdx3"})
  void anAttestedBillIsOfItsSubject(String name) {
    JsonNode bill =
        only(Samples.gather(temp, name + ".sigstore.json", ALL), EvidenceKinds.IMAGE_SBOM);
    assertThat(bill.at("/image/digest").asText()).isEqualTo(DIGEST);
    assertThat(bill.path("attested").asBoolean()).isTrue();
    assertThat(bill.at("/components/0/purl").asText()).isEqualTo("pkg:pypi/werkzeug@3.0.6");
  }

  @Test
  void anAttestedScanIsOfItsSubject() {
    JsonNode scan =
        only(Samples.gather(temp, "p256-vuln.sigstore.json", ALL), EvidenceKinds.IMAGE_SCAN);
    assertThat(scan.at("/image/digest").asText()).isEqualTo(DIGEST);
    assertThat(scan.at("/counts/vulnerabilities"))
        .hasToString("{\"CRITICAL\":0,\"HIGH\":1,\"LOW\":2,\"MEDIUM\":1,\"UNKNOWN\":0}");
    assertThat(scan.at("/scannedAt").asLong()).isEqualTo(1_796_044_123L);
  }

  @ParameterizedTest(name = "{0} claims {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "p256-test-result | test | {\"result\":\"PASSED\"}",
        "p256-vuln | scan | {\"finishedAt\":1796044123,\"scanner\":\"pkg:github/aquasecurity/trivy@0.69.3\",\"startedAt\":1796044123,\"version\":\"0.69.3\"}",
        "p256-vulns | scan | {\"database\":\"https://db.harbor.example\",\"databaseAt\":1795154400,\"finishedAt\":1795161609,\"found\":[{\"id\":\"CVE-2090-1301\",\"severities\":{\"cvss_score\":\"8.1\",\"nvd\":\"high\"}}],\"scanner\":\"pkg:github/aquasecurity/trivy@0.69.3\",\"startedAt\":1795161600,\"version\":\"0.69.3\"}",
        "p256-scai | attributes | [\"WITH_STACK_PROTECTOR\",\"REPRODUCIBLE\"]",
        "p256-vsa | summary | {\"at\":1795161600,\"levels\":[\"SLSA_BUILD_LEVEL_3\"],\"resource\":\"oci://registry.harbor.example/odoo\",\"result\":\"PASSED\",\"verifier\":\"https://ci.harbor.example/verifier\"}"
      })
  void claimsAreTold(String name, String key, String expected) {
    JsonNode content = Samples.one(Samples.gather(temp, name + ".sigstore.json", ALL));
    assertThat(content.path(key)).hasToString(expected);
  }

  @ParameterizedTest(name = "{0}, signed {1}")
  @CsvSource({
    "p256-openvex, component_not_present",
    "p256-csaf, component_not_present",
    "p256-cyclonedx-vex, code_not_present"
  })
  void attestedStatementsExcuseWhereOnlySignedOnesMay(String name, String justification) {
    Folder folder =
        Folder.at(temp)
            .write("scan.json", SCAN)
            .write("a.json", Samples.bytes(name + ".sigstore.json"));
    JsonNode scan = only(Samples.gather(folder, signedVex(ALL)), EvidenceKinds.IMAGE_SCAN);
    assertThat(scan.path("vulnerabilities")).isEmpty();
    assertThat(scan.at("/suppressed/0/statement").asText()).isEqualTo(justification);
  }

  @Test
  void unsignedStatementsExcuseNothingWhereOnlySignedOnesMay() {
    String bundle = new String(Samples.bytes("p256-openvex.sigstore.json"), StandardCharsets.UTF_8);
    String statement =
        new String(
            Base64.getDecoder()
                .decode(
                    StrictJson.parse(bundle.getBytes(StandardCharsets.UTF_8))
                        .at("/dsseEnvelope/payload")
                        .asText()),
            StandardCharsets.UTF_8);
    String vex =
        StrictJson.parse(statement.getBytes(StandardCharsets.UTF_8)).path("predicate").toString();
    Folder folder = Folder.at(temp).write("scan.json", SCAN).write("vex.json", vex);
    JsonNode excused = only(Samples.gather(folder, ALL), EvidenceKinds.IMAGE_SCAN);
    assertThat(excused.path("vulnerabilities")).isEmpty();
    Snapshot snapshot = Samples.gather(folder, signedVex(ALL));
    assertThat(only(snapshot, EvidenceKinds.IMAGE_SCAN).path("vulnerabilities")).hasSize(1);
    assertThat(only(snapshot, EvidenceKinds.IMAGE_VEX).path("unsigned").asBoolean()).isTrue();
    assertThat(snapshot.coverage().skipped())
        .anyMatch(one -> one.reason().contains("1 statements excuse nothing, for nobody signed"));
  }

  private static final String SCAN =
      """
      {"SchemaVersion": 2, "ArtifactName": "odoo", "ArtifactType": "container_image",
       "Metadata": {"RepoDigests": ["registry.harbor.example/odoo@%s"]},
       "Results": [{"Target": "odoo (debian 12)", "Class": "os-pkgs", "Type": "debian",
       "Vulnerabilities": [{"VulnerabilityID": "CVE-2090-1301", "PkgName": "libexample",
       "InstalledVersion": "1.0", "Severity": "HIGH",
       "PkgIdentifier": {"PURL": "pkg:deb/debian/libexample@1.0"}}]}]}
      """
          .formatted(DIGEST);

  private static SignatureTrust signedVex(SignatureTrust trust) {
    return new SignatureTrust(trust.keys(), trust.identities(), trust.roots(), true);
  }

  private static JsonNode only(Snapshot snapshot, String kind) {
    return Evidence.ofKind(kind, snapshot.evidence()).get(0).content().node();
  }

  /** What cosign answers, too, unless it is told not to ask. */
  @ParameterizedTest(name = "{0} under {1}: {2}")
  @CsvSource({
    "certificate-known, trusted-root-known.json, verified",
    "certificate-known-both, trusted-root-known.json, verified",
    "certificate-known-bad, trusted-root-known.json, bad-certificate-stamp",
    "certificate-known-stranger, trusted-root-known.json, certificate-not-logged",
    "certificate-stamped, trusted-root-known.json, certificate-not-logged",
    "certificate-known-bad, trusted-root-stamped.json, verified"
  })
  void aCertificateMustBeKnownToALogThatIsNamed(String name, String root, String answer) {
    SignatureTrust trust = Samples.identity(Samples.ISSUER, Samples.SUBJECT, root);
    Snapshot snapshot = Samples.gather(temp, name + ".sigstore.json", trust);
    assertThat(Samples.answer(Samples.one(snapshot))).isEqualTo(answer);
  }

  @ParameterizedTest(name = "{0} by somebody else")
  @CsvSource({"p256-cyclonedx", "p256-spdx", "p256-spdx-tags", "p256-openvex", "p256-vuln"})
  void whatSomebodyElseAttestsCountsForNothing(String name) {
    Snapshot snapshot = Samples.gather(temp, name + ".sigstore.json", Samples.keys("stranger"));
    assertThat(kinds(snapshot)).containsExactly("image/attestation");
  }

  @Test
  void eachLineIsAnEnvelope() {
    Snapshot snapshot = Samples.gather(temp, "envelopes.intoto.jsonl", ALL);
    assertThat(Samples.attestations(snapshot))
        .hasSize(4)
        .allMatch(one -> Samples.answer(one).equals("verified"))
        .allMatch(one -> one.path("format").asText().equals("dsse"));
    assertThat(snapshot.gaps()).isEmpty();
  }

  @Test
  void aClassicSignatureLiesBesideItsPayload() {
    Folder folder = Folder.at(temp).write("odoo.payload.json", Samples.bytes("odoo.payload.json"));
    assertThat(Folder.gaps(Samples.gather(folder, ALL)))
        .containsExactly("NO_SIGNATURE_FILE odoo.payload.json:1:1");
    folder.write("odoo.sig", Samples.bytes("odoo.sig"));
    JsonNode content = Samples.one(Samples.gather(folder, ALL));
    assertThat(Samples.answer(content)).isEqualTo("verified");
    assertThat(content.path("digests").get(0).asText()).startsWith("sha256:793a57ce");
  }

  @Test
  void aSavedLayoutHoldsSignaturesOfEachForm() throws IOException {
    Folder folder = layout();
    Snapshot snapshot = Samples.gather(folder, ALL);
    assertThat(Samples.attestations(snapshot))
        .extracting(one -> one.path("format").asText() + " " + Samples.answer(one))
        .containsExactlyInAnyOrder(
            "sigstore-bundle verified", "cosign-signature verified", "dsse verified");
    assertThat(Folder.gaps(snapshot)).isEmpty();
  }

  @Test
  void aBlobThatIsNotWhatItIsCalledIsAGap() throws IOException {
    Folder folder = layout();
    String manifest =
        StrictJson.parse(Samples.bytes("layout/index.json")).at("/manifests/0/digest").asText();
    folder.write("layout/blobs/" + manifest.replace(':', '/'), "{}");
    assertThat(Folder.gaps(Samples.gather(folder, ALL)))
        .containsExactly("INVALID_IMAGE_LAYOUT layout/index.json:1:1");
  }

  private Folder layout() throws IOException {
    Folder folder = Folder.at(temp);
    try (Stream<Path> files = Files.walk(Samples.ROOT.resolve("layout"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = Samples.ROOT.relativize(file).toString();
        folder.write(name, Files.readAllBytes(file));
      }
    }
    return folder;
  }

  @ParameterizedTest(name = "{0} under {1}")
  @CsvSource({
    "certificate-stamped, trusted-root-stamped.json, timestamp",
    "certificate-logged, trusted-root-logged.json, log",
    "certificate-logged, trusted-root-stamped.json, timestamp",
    "certificate-message, trusted-root-logged.json, log"
  })
  void certificatesVerifyAtAProvedTime(String name, String root, String by) {
    SignatureTrust trust = Samples.identity(Samples.ISSUER, Samples.SUBJECT, root);
    JsonNode content = Samples.one(Samples.gather(temp, name + ".sigstore.json", trust));
    assertThat(Samples.answer(content)).isEqualTo("verified");
    assertThat(content.at("/signers/0/issuer").asText()).isEqualTo(Samples.ISSUER);
    assertThat(content.at("/signers/0/subject").asText()).isEqualTo(Samples.SUBJECT);
    assertThat(content.path("times")).anyMatch(time -> time.path("by").asText().equals(by));
    assertThat(content.path("signedAt").asLong()).isGreaterThan(1_796_000_000L);
  }

  @ParameterizedTest(name = "{0} under {1} by {2} of {3}: {4}")
  @CsvSource({
    "certificate-undated, trusted-root-stamped.json, 1, 1, no-trusted-time",
    "certificate-stamped, trusted-root-logged.json, 1, 1, not-logged",
    "certificate-stamped, trusted-root-stamped.json, https://other.example, 1, unknown-signer",
    "certificate-stamped, trusted-root-stamped.json, 1, https://forge.harbor.example/crm/*, unknown-signer",
    "certificate-stamped, trusted-root-stamped.json, 1, https://forge.harbor.example/erp/*, verified",
    "p256-slsa1, trusted-root-stamped.json, 1, 1, unknown-signer"
  })
  void certificatesOfOthersAreRefused(
      String name, String root, String issuer, String subject, String code) {
    SignatureTrust trust =
        Samples.identity(
            issuer.equals("1") ? Samples.ISSUER : issuer,
            subject.equals("1") ? Samples.SUBJECT : subject,
            root);
    Snapshot snapshot = Samples.gather(temp, name + ".sigstore.json", trust);
    assertThat(Samples.answer(Samples.one(snapshot))).isEqualTo(code);
  }

  private static List<String> kinds(Snapshot snapshot) {
    return snapshot.evidence().stream().map(Evidence::kind).toList();
  }
}
