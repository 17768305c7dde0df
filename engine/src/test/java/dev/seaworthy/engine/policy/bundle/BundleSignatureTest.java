package dev.seaworthy.engine.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleSignatureTest {
  private static final SigningKey SIGNING = SigningKey.generate(new SecureRandom());
  private static final BundleSigner SIGNER = BundleSigner.of(SIGNING);
  private static final BundleSigner STRANGER = BundleSigner.generate(new SecureRandom());

  @Test
  void theSignersKeyVerifies() throws PolicyException {
    BundleKey key =
        BundleSignature.verify(
            SampleBundle.signed(SIGNER), List.of(STRANGER.key(), SIGNER.key()), "b");
    assertThat(key.id()).isEqualTo(SIGNER.key().id()).startsWith("SHA256:");
  }

  @Test
  void signingAgainGivesTheSameBytes() {
    assertThat(BundleSignature.sign(SampleBundle.files(), SIGNER))
        .isEqualTo(BundleSignature.sign(SampleBundle.files(), SIGNER));
  }

  @Test
  void keysSurviveTheirPemForm() throws PolicyException, KeyException {
    BundleSigner copy = BundleSigner.of(SigningKey.fromPem(SIGNING.toPem()));
    BundleKey key = BundleKey.fromPem(copy.key().toPem(), "k");
    assertThat(key.id()).isEqualTo(SIGNER.key().id());
    assertThatCode(() -> BundleSignature.verify(SampleBundle.signed(SIGNER), List.of(key), "b"))
        .doesNotThrowAnyException();
  }

  @Test
  void keysNameTheirCurve() {
    assertThat(SIGNING.toPem()).hasSizeLessThan(260);
  }

  @Test
  void aStrangersSignatureIsNotTrusted() {
    refused(SampleBundle.signed(STRANGER), "BUNDLE_UNTRUSTED");
  }

  @Test
  void anUnsignedBundleIsRefused() {
    refused(SampleBundle.files(), "BUNDLE_UNSIGNED");
  }

  @ParameterizedTest
  @ValueSource(strings = {".manifest", "data.json", "policy.wasm", "supply-chain/img_01.rego"})
  void everyFlippedBitInAFileIsDetected(String name) {
    BundleFiles signed = SampleBundle.signed(SIGNER);
    byte[] content = signed.get(name).orElseThrow();
    for (int i = 0; i < content.length * Byte.SIZE; i++) {
      BundleFiles changed = signed.with(name, flip(content, i));
      assertThatThrownBy(() -> BundleSignature.fits(changed, "b"))
          .isInstanceOf(PolicyException.class);
    }
  }

  @Test
  void everyFlippedBitInTheSignatureFileIsDetected() {
    BundleFiles signed = SampleBundle.signed(SIGNER);
    byte[] content = signed.get(BundleFiles.SIGNATURES).orElseThrow();
    for (int i = 0; i < content.length * Byte.SIZE; i++) {
      BundleFiles changed = signed.with(BundleFiles.SIGNATURES, flip(content, i));
      assertThatThrownBy(() -> BundleSignature.verify(changed, List.of(SIGNER.key()), "b"))
          .isInstanceOf(PolicyException.class);
    }
  }

  @Test
  void anAddedFileIsDetected() {
    refused(SampleBundle.signed(SIGNER).with("lib/more.rego", new byte[0]), "BUNDLE_CHANGED");
  }

  @Test
  void aRemovedFileIsDetected() {
    BundleFiles more = SampleBundle.files().with("lib/more.rego", new byte[0]);
    byte[] signature = BundleSignature.sign(more, SIGNER);
    refused(SampleBundle.files().with(BundleFiles.SIGNATURES, signature), "BUNDLE_CHANGED");
  }

  @ParameterizedTest(name = "header {0} is refused")
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":\"ES384\"}",
        "{\"alg\":[\"ES256\"]}",
        "{}",
        "[]",
        "{\"alg\":\"ES256\",\"alg\":\"none\"}",
        "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}",
        "{\"alg\":\"ES256\",\"jwk\":{}}"
      })
  void aHeaderThatAsksForAnythingElseIsRefused(String header) {
    String token = token(BundleSignature.sign(SampleBundle.files(), SIGNER));
    String rest = token.substring(token.indexOf('.'));
    refused(withToken(CompactJws.encode(SampleBundle.utf8(header)) + rest), "BUNDLE_SIGNATURE");
  }

  @ParameterizedTest(name = "payload {0} is refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"files\":[]} | BUNDLE_CHANGED",
        "{} | BUNDLE_CHANGED",
        "[] | BUNDLE_SIGNATURE",
        "{\"files\":[],\"scope\":\"write\"} | BUNDLE_SIGNATURE",
        "{\"files\":[{\"name\":\"a\",\"hash\":\"00\",\"algorithm\":\"MD5\"}]} | BUNDLE_SIGNATURE",
        "{\"files\":[{\"name\":\"a\",\"hash\":\"00\"}]} | BUNDLE_SIGNATURE",
      })
  void aPayloadOfAnotherShapeIsRefusedEvenWhenSigned(String payload, String code) {
    String input = CompactJws.signingInput(SampleBundle.utf8(payload));
    String signature = CompactJws.encode(SIGNER.sign(SampleBundle.utf8(input)));
    refused(withToken(input + "." + signature), code);
  }

  @ParameterizedTest(name = "signature file {0} is refused")
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"signatures\":[]}",
        "{\"signatures\":[\"a.b.c\",\"a.b.c\"]}",
        "{\"signatures\":[{\"protected\":\"a\",\"payload\":\"b\",\"signature\":\"c\"}]}",
        "{\"signatures\":[\"a.b\"]}",
        "{\"signatures\":[\"a.b.c.d\"]}",
        "{\"signatures\":[\"..\"]}",
        "{\"plugin\":\"x\",\"signatures\":[\"a.b.c\"]}"
      })
  void aSignatureFileOfAnotherShapeIsRefused(String json) {
    refused(
        SampleBundle.files().with(BundleFiles.SIGNATURES, SampleBundle.utf8(json)),
        "BUNDLE_SIGNATURE");
  }

  @Test
  void zerosAreNoSignature() {
    String token = token(BundleSignature.sign(SampleBundle.files(), SIGNER));
    String zeros = CompactJws.encode(new byte[64]);
    refused(withToken(token.substring(0, token.lastIndexOf('.') + 1) + zeros), "BUNDLE_SIGNATURE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"})
  void whatIsNoKeyIsRefused(String pem) {
    assertThatThrownBy(() -> BundleKey.fromPem(pem, "k")).isInstanceOf(PolicyException.class);
    assertThatThrownBy(() -> SigningKey.fromPem(pem)).isInstanceOf(KeyException.class);
  }

  @Test
  void aPrivateKeyIsNoPublicKey() {
    assertThatThrownBy(() -> BundleKey.fromPem(SIGNING.toPem(), "k"))
        .isInstanceOf(PolicyException.class);
  }

  @ParameterizedTest(name = "{0} is hashed as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"b\":1.0, \"a\":[true,null]} | {\"a\":[true,null],\"b\":1.0}",
        "\"a\\u0001\\u0008<>&\\/\" | \"a\\u0001\\b<>&/\"",
        "{\"\\ue000\":1,\"\\ud83d\\ude00\":2} | {\"\ue000\":1,\"\ud83d\ude00\":2}",
        "\"\\u2028\" | \"\\u2028\"",
        "1e3 | 1e3",
      })
  void jsonIsHashedByItsStructure(String json, String hashed) {
    assertThat(StructuralHash.of("data.json", SampleBundle.utf8(json)))
        .isEqualTo(StructuralHash.of("plain", SampleBundle.utf8(hashed)));
  }

  private static String token(byte[] signatures) {
    String json = new String(signatures, StandardCharsets.US_ASCII);
    return json.substring("{\"signatures\":[\"".length(), json.length() - "\"]}".length());
  }

  private static BundleFiles withToken(String token) {
    return SampleBundle.files()
        .with(BundleFiles.SIGNATURES, SampleBundle.utf8("{\"signatures\":[\"" + token + "\"]}"));
  }

  private static byte[] flip(byte[] content, int bit) {
    byte[] flipped = content.clone();
    flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return flipped;
  }

  private static void refused(BundleFiles files, String code) {
    assertThatThrownBy(() -> BundleSignature.verify(files, List.of(SIGNER.key()), "b"))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(code));
  }
}
