package dev.seaworthy.collectors.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.key.PreAuthentication;
import dev.seaworthy.engine.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is signed rightly and says something wrong, and what is no signature at all. */
class BadAttestationsTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final String IN_TOTO = "application/vnd.in-toto+json";
  private static final String GOOD =
      """
      {"_type":"https://in-toto.io/Statement/v1","predicateType":"https://example.com/x",\
      "subject":[{"name":"a","digest":{"sha256":"%s"}}],"predicate":{}}"""
          .formatted("ab".repeat(32));

  @TempDir Path temp;

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Statement/v1    | Statement/v2   | statement-type",
        "\"subject\"     | \"subjects\"   | subjects",
        "sha256\":\"ab   | sha256\":\"AB  | bad-digest",
        "\"predicateType\" | \"predicates\" | malformed",
        "{\"_type\"      | [\"_type\"     | bad-payload",
        "https://example.com/x | https://slsa.dev/provenance/v1 | malformed"
      })
  void aStatementThatIsNoneIsRefusedByName(String from, String to, String code) {
    String payload = GOOD.replace(from, to);
    assertThat(payload).isNotEqualTo(GOOD);
    assertThat(answer(envelope(IN_TOTO, payload))).isEqualTo(code);
  }

  @Test
  void aStatementOfAnotherPayloadTypeIsRefused() {
    assertThat(answer(envelope(IN_TOTO, GOOD))).isEqualTo("verified");
    assertThat(answer(envelope("application/json", GOOD))).isEqualTo("payload-type");
  }

  @Test
  void aSignatureUnderAnotherPayloadTypeIsRefused() {
    String signed = envelope("application/json", GOOD).replace("application/json", IN_TOTO);
    assertThat(answer(signed)).isEqualTo("unknown-signer");
  }

  @Test
  void twoPayloadsInOneEnvelopeNeverPass() {
    String twice =
        envelope(IN_TOTO, GOOD).replace("{\"payload\"", "{\"payload\":\"e30=\",\"payload\"");
    assertThat(Folder.gaps(gather("a.json", twice))).containsExactly("DUPLICATE_KEY a.json:1:19");
  }

  @Test
  void twoPayloadsInOneLineAreRefused() {
    String twice =
        envelope(IN_TOTO, GOOD).replace("{\"payload\"", "{\"payload\":\"e30=\",\"payload\"");
    Snapshot snapshot = gather("a.intoto.jsonl", twice);
    assertThat(Samples.attestations(snapshot)).isEmpty();
    assertThat(told(snapshot).problem().message()).contains("the key `payload` is there twice");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"dsseEnvelope\" | \"messageSignature\":{},\"dsseEnvelope\" | two-contents",
        "\"dsseEnvelope\" | \"dsseEnvelopes\" | unknown-member",
        "bundle.v0.3 | bundle.v0.9 | unknown-bundle",
        "\"publicKey\" | \"certificate\":{\"rawBytes\":\"AA==\"},\"publicKey\" | two-keys",
        "\"publicKey\":{\"hint\" | \"certificate\":{\"rawBytes\" | bad-certificate",
        "\"sig\":\"MEU | \"sig\":\"_EU | not-base64",
        "[{\"sig\" | [{\"sig\":\"AA==\"},{\"sig\" | too-many-signatures"
      })
  void aBundleThatIsNoneIsAGapByName(String from, String to, String code) {
    String genuine = new String(Samples.bytes("p256-slsa1.sigstore.json"), StandardCharsets.UTF_8);
    String bundle =
        genuine
            .replace("\"sig\":\"MEY", "\"sig\":\"MEU")
            .replace("\"sig\":\"MEQ", "\"sig\":\"MEU")
            .replace(from, to);
    assertThat(bundle).isNotEqualTo(genuine);
    Snapshot snapshot = gather("a.json", bundle);
    assertThat(Samples.attestations(snapshot)).isEmpty();
    assertThat(told(snapshot).problem().message()).contains("(" + code + ")");
    assertThat(told(snapshot).affects()).containsExactly("image/attestation");
  }

  @Test
  void unusedBitsOfBase64AreNotPassedOver() {
    String bundle = new String(Samples.bytes("p256-message.sigstore.json"), StandardCharsets.UTF_8);
    String digest =
        StrictJson.parse(bundle.getBytes(StandardCharsets.UTF_8))
            .at("/messageSignature/messageDigest/digest")
            .asText();
    char last = digest.charAt(digest.length() - 2);
    String other = digest.substring(0, digest.length() - 2) + (char) (last + 1) + "=";
    Snapshot snapshot = gather("a.json", bundle.replace(digest, other));
    assertThat(told(snapshot).problem().message()).contains("(non-canonical-base64)");
  }

  @Test
  void anotherSubjectIsNotWhatWasSigned() {
    ObjectNode bundle = (ObjectNode) StrictJson.parse(Samples.bytes("p256-slsa1.sigstore.json"));
    ObjectNode envelope = (ObjectNode) bundle.path("dsseEnvelope");
    String payload =
        new String(
            Base64.getDecoder().decode(envelope.path("payload").asText()), StandardCharsets.UTF_8);
    String other = payload.replaceFirst("\"sha256\":\"[0-9a-f]{4}", "\"sha256\":\"0000");
    assertThat(other).isNotEqualTo(payload);
    envelope.put("payload", encoded(other));
    JsonNode content =
        Samples.one(
            Samples.gather(
                Folder.at(temp).write("a.json", bundle.toString()), Samples.keys("p256")));
    assertThat(Samples.answer(content)).isEqualTo("bad-signature");
    assertThat(content.at("/failure/reason").asText()).contains("`p256`");
  }

  @Test
  void anUnknownAlgorithmIsRefusedByName() {
    String secp256k1 =
        """
        -----BEGIN PUBLIC KEY-----
        MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEEYI8Z/of76mSQxz/S1DX3W1ePPqCZk9n
        rcdTEBHeKEVwO8G0rudlBjmOhOnMi2KTDdHq01701mS5Cf5cSzLhXg==
        -----END PUBLIC KEY-----
        """;
    Folder folder =
        Folder.at(temp)
            .write("k.pub", secp256k1)
            .write("a.json", Samples.bytes("p256-slsa1.sigstore.json"));
    Snapshot snapshot = Samples.gather(folder, trusting("k.pub"));
    assertThat(told(snapshot).problem().code()).isEqualTo("BAD_SIGNER_KEY");
    assertThat(told(snapshot).problem().message()).contains("ECDSA on a curve of 256 bits");
  }

  @Test
  void aMissingKeyIsSaidWithItsName() {
    Folder folder = Folder.at(temp).write("a.json", Samples.bytes("p256-slsa1.sigstore.json"));
    Snapshot snapshot = Samples.gather(folder, trusting("gone.pub"));
    assertThat(told(snapshot).problem().message()).contains("`release`", "`gone.pub`");
  }

  @Test
  void oldBundlesAreToldToBeMadeAnew() {
    Snapshot snapshot = gather("a.json", "{\"base64Signature\": \"AA==\", \"cert\": \"\"}");
    assertThat(Folder.gaps(snapshot)).containsExactly("OLD_COSIGN_BUNDLE a.json:1:1");
  }

  @Test
  void aBrokenLineCostsItselfOnly() {
    String good = envelope(IN_TOTO, GOOD);
    Snapshot snapshot = gather("a.intoto.jsonl", good + "\n{\"payload\": \n\n" + good + "\n");
    assertThat(Samples.attestations(snapshot))
        .hasSize(2)
        .allMatch(one -> Samples.answer(one).equals("verified"));
    assertThat(Folder.gaps(snapshot)).hasSize(1);
    assertThat(Folder.gaps(snapshot).get(0)).startsWith("INVALID_ATTESTATION a.intoto.jsonl:2:");
  }

  private String answer(String envelope) {
    return Samples.answer(Samples.one(gather("a.json", envelope)));
  }

  private Snapshot gather(String name, String text) {
    Folder folder = Folder.at(temp).write("k.pub", KEY.verificationKey().toPem()).write(name, text);
    return Samples.gather(folder, trusting("k.pub"));
  }

  /** The first gap but the one that says that nothing was read. */
  private static Gap told(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .filter(gap -> !gap.problem().code().equals("NO_EVIDENCE"))
        .findFirst()
        .orElseThrow();
  }

  private SignatureTrust trusting(String file) {
    return new SignatureTrust(
        List.of(new SignatureTrust.Key("release", temp.resolve(file))), List.of(), List.of());
  }

  private static String envelope(String type, String payload) {
    byte[] signature =
        KEY.sign(PreAuthentication.of(type, payload.getBytes(StandardCharsets.UTF_8)));
    return """
        {"payload":"%s","payloadType":"%s","signatures":[{"sig":"%s"}]}"""
        .formatted(encoded(payload), type, Base64.getEncoder().encodeToString(signature));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
