package dev.seaworthy.engine.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class MlDsaKeyTest {
  private static final int SIGNATURE_BYTES = 3309;
  private static final byte[] MESSAGE = "sail".getBytes(US_ASCII);

  private final MlDsaSigningKey key = MlDsaSigningKey.generate(new SecureRandom());

  @Test
  void whatAKeySignsItsPublicHalfVerifies() throws KeyException {
    byte[] signature = key.sign(MESSAGE);
    MlDsaVerificationKey read = MlDsaVerificationKey.fromPem(key.verificationKey().toPem());
    assertThat(signature).hasSize(SIGNATURE_BYTES);
    assertThat(read.verifies(MESSAGE, signature)).isTrue();
    assertThat(read.id()).isEqualTo(key.verificationKey().id()).startsWith("ML-DSA-65:SHA256:");
  }

  @Test
  void theSameKeyAndMessageGiveTheSameBytesAlsoWhenTheKeyWasRead() throws KeyException {
    MlDsaSigningKey read = MlDsaSigningKey.fromPem(key.toPem());
    assertThat(key.sign(MESSAGE)).isEqualTo(key.sign(MESSAGE)).isEqualTo(read.sign(MESSAGE));
    assertThat(read.toPem()).isEqualTo(key.toPem());
  }

  @Test
  void onlyTheSeedIsWrittenAndNothingOfItShown() {
    assertThat(key.toPem().length()).isLessThan(200);
    assertThat(key).hasToString("MlDsaSigningKey[" + key.verificationKey().id() + "]");
  }

  @Test
  void anotherMessageKeyOrSignatureIsRefused() {
    byte[] signature = key.sign(MESSAGE);
    MlDsaVerificationKey other = MlDsaSigningKey.generate(new SecureRandom()).verificationKey();
    assertThat(other.verifies(MESSAGE, signature)).isFalse();
    assertThat(key.verificationKey().verifies(new byte[4], signature)).isFalse();
    signature[0] ^= 1;
    assertThat(key.verificationKey().verifies(MESSAGE, signature)).isFalse();
    assertThat(key.verificationKey().verifies(MESSAGE, new byte[3])).isFalse();
  }

  @Test
  void aKeyOfAnotherKindIsRefusedByName() {
    SigningKey ecdsa = SigningKey.generate(new SecureRandom());
    assertThatThrownBy(() -> MlDsaSigningKey.fromPem(ecdsa.toPem()))
        .hasMessage("the private key is ECDSA on P-256, not ML-DSA-65");
    assertThatThrownBy(() -> MlDsaVerificationKey.fromPem(ecdsa.verificationKey().toPem()))
        .hasMessage("the public key is ECDSA on P-256, not ML-DSA-65");
    assertThatThrownBy(() -> SigningKey.fromPem(key.toPem()))
        .hasMessage("the private key is not ECDSA on P-256 but ML-DSA-65");
    assertThatThrownBy(() -> VerificationKey.fromPem(key.verificationKey().toPem()))
        .hasMessage("the public key is not ECDSA on P-256 but ML-DSA-65");
    assertThatThrownBy(() -> MlDsaSigningKey.fromPem("no key")).isInstanceOf(KeyException.class);
  }
}
