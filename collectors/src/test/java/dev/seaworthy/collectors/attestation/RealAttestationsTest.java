package dev.seaworthy.collectors.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  @CsvSource({"p256-cyclonedx, image/sbom", "p256-openvex, image/vex"})
  void whatIsAttestedCountsLikeAFileOfItsOwn(String name, String kind) {
    String file = name + ".sigstore.json";
    assertThat(kinds(Samples.gather(temp, file, ALL))).contains(kind);
  }

  @ParameterizedTest(name = "{0} by somebody else")
  @CsvSource({"p256-cyclonedx", "p256-openvex"})
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
    String blob = "7a19147749ce097f32b13072bccba494b5e717d4f23fbde50f7514059e109ad1";
    folder.write("layout/blobs/sha256/" + blob, "{}");
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
