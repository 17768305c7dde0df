package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.gap;
import static dev.seaworthy.engine.verdict.Samples.judge;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.seal.SealReport.Result;
import dev.seaworthy.engine.verdict.Verdict;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealTest {
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private byte[] sealed = new byte[0];
  private byte[] snapshot = new byte[0];

  @BeforeAll
  void seal() throws Exception {
    Verdict verdict = judge(thing("a", true), thing("b", false), gap());
    sealed = Seal.of(verdict, key);
    snapshot = verdict.snapshot().toCanonicalJson().bytes();
    assertThat(Seal.of(verdict, key)).as("deterministic").isEqualTo(sealed);
  }

  @Test
  void aSealHoldsAndSaysWhatItSeals() {
    SealReport report = verify(sealed, snapshot);
    assertThat(report.checks()).filteredOn(check -> check.result() != Result.PASSED).isEmpty();
    assertThat(report.claim().orElseThrow().status()).isEqualTo("fail");
    assertThat(report.claim().orElseThrow().candidate()).isEqualTo("erp 18.0.1");
  }

  @Test
  void withoutTheSnapshotTheEvidenceIsNotChecked() {
    SealReport report = SealVerifier.verify(sealed, key.verificationKey(), Optional.empty());
    assertThat(report.holds()).isTrue();
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void anyFlippedBitOfTheSealIsFound() {
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = flip(sealed, bit);
      assertThat(SealVerifier.verify(flipped, key.verificationKey(), Optional.empty()).holds())
          .as("bit %d", bit)
          .isFalse();
    }
  }

  @Test
  void anyFlippedBitOfTheSnapshotIsFound() {
    for (int bit = 0; bit < snapshot.length * 8; bit += 5) {
      assertThat(verify(sealed, flip(snapshot, bit)).holds()).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void anotherKeyDoesNotVerify() {
    VerificationKey other = SigningKey.generate(new SecureRandom()).verificationKey();
    assertThat(SealVerifier.verify(sealed, other, Optional.of(snapshot)).holds()).isFalse();
  }

  @Test
  void theSnapshotOfAnotherVerdictIsFound() throws Exception {
    byte[] other = judge(thing("a", false)).snapshot().toCanonicalJson().bytes();
    assertThat(verify(sealed, other).holds()).isFalse();
  }

  @Test
  void keysSurviveTheirFiles() throws Exception {
    SigningKey read = SigningKey.fromPem(key.toPem());
    VerificationKey pub = VerificationKey.fromPem(key.verificationKey().toPem());
    byte[] message = {1, 2, 3};
    assertThat(read.sign(message)).isEqualTo(key.sign(message));
    assertThat(pub.verifies(message, read.sign(message))).isTrue();
    assertThat(pub.id()).isEqualTo(key.verificationKey().id()).startsWith("SHA256:");
  }

  @Test
  void aKeyNeverShowsItself() {
    assertThat(key.toString()).doesNotContain("BEGIN").startsWith("SigningKey[SHA256:");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n!!!\n"
      })
  void whatIsNoPrivateKeyIsRefused(String pem) {
    assertThatThrownBy(() -> SigningKey.fromPem(pem)).isInstanceOf(KeyException.class);
  }

  private SealReport verify(byte[] file, byte[] evidence) {
    return SealVerifier.verify(file, key.verificationKey(), Optional.of(evidence));
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }
}
