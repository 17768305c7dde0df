package dev.seaworthy.signers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.Signer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of Local KMS, which `ci/components/kms.sh` runs, through AWS' own SDK. */
class KmsLiveTest {
  /** More than KMS would hash itself. */
  private static final byte[] MESSAGE = "sign me".repeat(1000).getBytes(StandardCharsets.US_ASCII);

  private final KmsSigners signers = new KmsSigners();

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void needKms() {
    assumeTrue(System.getenv("SEAWORTHY_TEST_KMS") != null, "run by `ci/components/kms.sh`");
  }

  @Test
  void opensslTakesWhatItSigns() throws Exception {
    Signer signer = signers.open("awskms:///alias/release", Map.of());
    Path key = Files.writeString(folder.resolve("key.pub"), signer.verificationKey().toPem());
    Path message = Files.write(folder.resolve("message"), MESSAGE);
    Path signature = Files.write(folder.resolve("signature"), signer.sign(MESSAGE));
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                key.toString(),
                "-signature",
                signature.toString(),
                message.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("Verified OK");
    assertThat(openssl.waitFor()).isZero();
  }

  @Test
  void theKeyIsPinnedByItsArn() throws KeyException {
    Signer signer = signers.open("awskms:///alias/release", Map.of());
    assertThat(signer).asString().contains("awskms:///arn:aws:kms:eu-west-1:111122223333:key/");
    String arn = signer.toString().replaceAll(".*\\[(awskms:\\S+),.*", "$1");
    assertThat(signers.open(arn, Map.of()).verificationKey().id())
        .isEqualTo(signer.verificationKey().id());
  }

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource({
    "alias/stranger, KMS has no such key in this account and region",
    "alias/disabled, the key is disabled",
    "alias/p384, the public key is not ECDSA on P-256 but",
    "alias/rsa, the public key is not ECDSA on P-256 but RSA",
    "alias/secret, no `ECC_NIST_P256` key for `SIGN_VERIFY`",
    "1234abcd-12ab-34cd-56ef-1234567890ab, KMS has no such key"
  })
  void whatCannotSignIsRefused(String key, String why) {
    assertThatThrownBy(() -> signers.open("awskms:///" + key, Map.of()))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining(why);
  }
}
