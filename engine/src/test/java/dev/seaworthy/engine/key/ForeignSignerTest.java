package dev.seaworthy.engine.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a token or a service gives is brought into our form, and not believed unseen. */
class ForeignSignerTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final SigningKey STRANGER = SigningKey.generate(new SecureRandom());
  private static final byte[] MESSAGE = {1, 2, 3};

  private static final Map<String, ForeignSigner.Keeper> BAD =
      Map.of(
          "a stranger's", STRANGER::sign,
          "of another message", message -> KEY.sign(new byte[] {4}),
          "empty", message -> new byte[0],
          "text", message -> "vault:v1:abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          "raw", KEY::signRaw,
          "with a tail", message -> java.util.Arrays.copyOf(KEY.sign(message), 80),
          "over the digest", message -> KEY.sign(Digest.sha256().digest(message)),
          "refused",
              message -> {
                throw new KeyException("the token is locked");
              });

  static Stream<String> bad() {
    return BAD.keySet().stream().sorted();
  }

  @ParameterizedTest(name = "a signature that is {0} is refused")
  @MethodSource("bad")
  void whatDoesNotVerifyIsRefused(String name) {
    ForeignSigner signer = signer(BAD.getOrDefault(name, message -> new byte[0]));
    assertThatThrownBy(() -> signer.sign(MESSAGE))
        .isInstanceOfSatisfying(
            SignerException.class, e -> assertThat(e.told()).startsWith("`token` did not sign: "));
  }

  @Test
  void ofTwoNumbersTheLowerIsTaken() {
    ForeignSigner high = signer(message -> flipped(KEY.sign(message)));
    assertThat(high.sign(MESSAGE)).isEqualTo(KEY.sign(MESSAGE));
    assertThat(signer(KEY::sign).sign(MESSAGE)).isEqualTo(KEY.sign(MESSAGE));
  }

  @Test
  void rawSignaturesVerify() {
    byte[] raw = signer(message -> flipped(KEY.sign(message))).signRaw(MESSAGE);
    assertThat(KEY.verificationKey().verifiesRaw(MESSAGE, raw)).isTrue();
  }

  private static ForeignSigner signer(ForeignSigner.Keeper keeper) {
    return new ForeignSigner("token", KEY.verificationKey(), keeper);
  }

  /** The same signature with the higher s. */
  private static byte[] flipped(byte[] der) throws KeyException {
    BigInteger n = P256.DOMAIN.getN();
    try {
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(n, der);
      return StandardDSAEncoding.INSTANCE.encode(n, rs[0], n.subtract(rs[1]));
    } catch (IOException e) {
      throw new KeyException("no signature");
    }
  }
}
