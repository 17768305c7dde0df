package dev.seaworthy.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HookSecretsTest {
  /** From GitHub's page on validating webhook deliveries. */
  private static final String SECRET = "It's a Secret to Everybody";

  private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE =
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  @TempDir Path folder = Path.of("");

  @Test
  void githubsOwnExampleIsSigned() throws Exception {
    assertThat(secrets(SECRET).signed(BODY, SIGNATURE)).isTrue();
    assertThat(secrets(SECRET).signed(BODY, SIGNATURE.toUpperCase(Locale.ROOT))).isTrue();
  }

  @Test
  void lineEndsAfterASecretAreNoPartOfIt() throws Exception {
    assertThat(secrets(SECRET + "\r\n").signed(BODY, SIGNATURE)).isTrue();
    assertThat(secrets(SECRET + " ").signed(BODY, SIGNATURE)).isFalse();
  }

  @Test
  void theFormerAndTheNextSecretSign() throws Exception {
    assertThat(secrets("0123456789abcdef", SECRET).signed(BODY, SIGNATURE)).isTrue();
    assertThat(secrets(SECRET, "0123456789abcdef").signed(BODY, SIGNATURE)).isTrue();
    assertThat(secrets("0123456789abcdef").signed(BODY, SIGNATURE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7571", "sha256=", "zz", "é"})
  void whatIsNoSignatureSignsNothing(String given) throws Exception {
    assertThat(secrets(SECRET).signed(BODY, given)).isFalse();
  }

  @Test
  void aTokenIsTheWholeSecretAndNothingElse() throws Exception {
    HookSecrets secrets = secrets(SECRET, "0123456789abcdef");
    assertThat(secrets.holds(SECRET)).isTrue();
    assertThat(secrets.holds("0123456789abcdef")).isTrue();
    assertThat(secrets.holds("0123456789abcde")).isFalse();
    assertThat(secrets.holds("0123456789abcdef0")).isFalse();
    assertThat(secrets.holds("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "short", "fifteen letters"})
  void aSecretThatCanBeGuessedIsRefused(String secret) {
    assertThatThrownBy(() -> secrets(secret))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("shorter than 16 bytes")
        .hasMessageNotContaining("fifteen letters");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Signed bodies are taken; with any one bit of body or signature turned, they are not. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneBitMakesTheDifference(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] key = new byte[16 + random.nextInt(100)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (' ' + random.nextInt(95));
    }
    byte[] body = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(body);
    byte[] signature = hmac(key, body);
    HookSecrets secrets = secrets(new String(key, StandardCharsets.US_ASCII));
    assertThat(secrets.signed(body, HexFormat.of().formatHex(signature))).isTrue();
    byte[] otherBody = turned(body, random);
    assertThat(secrets.signed(otherBody, HexFormat.of().formatHex(signature))).isFalse();
    assertThat(secrets.signed(body, HexFormat.of().formatHex(turned(signature, random)))).isFalse();
  }

  private static byte[] turned(byte[] bytes, Random random) {
    byte[] other = Arrays.copyOf(bytes, bytes.length);
    other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
    return other;
  }

  private static byte[] hmac(byte[] key, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(body);
  }

  private HookSecrets secrets(String... texts) throws IOException, ConfigurationException {
    List<Path> files = new java.util.ArrayList<>();
    for (String text : texts) {
      files.add(Files.writeString(Files.createTempFile(folder, "secret", ""), text));
    }
    return HookSecrets.read(files);
  }
}
