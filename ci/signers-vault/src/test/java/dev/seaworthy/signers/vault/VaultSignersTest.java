package dev.seaworthy.signers.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.RemoteSigners;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.SignerException;
import dev.seaworthy.engine.key.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a healthy Vault never answers; a real one is asked by {@link VaultLiveTest}. */
class VaultSignersTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final byte[] MESSAGE = "sign me".getBytes(StandardCharsets.US_ASCII);
  private static final String READ = "GET /v1/transit/keys/release";
  private static final String SIGN = "POST /v1/transit/sign/release/sha2-256";

  private final VaultSigners signers = new VaultSigners();
  private AnsweringVault vault = startedVault();

  private static AnsweringVault startedVault() {
    try {
      return new AnsweringVault();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void holdsTwoVersions() {
    vault.answer(READ, 200, key("ecdsa-p256"));
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void itIsFound() {
    assertThat(ServiceLoader.load(RemoteSigners.class))
        .anySatisfy(one -> assertThat(one.scheme()).isEqualTo("hashivault"));
  }

  @Test
  void theDigestIsSignedByThePinnedVersion() throws KeyException {
    vault.answer(SIGN, 200, signature("vault:v2:", KEY.sign(MESSAGE)));
    Signer signer = signers.open("hashivault://release", vault.environment());
    assertThat(signer.verificationKey().verifies(MESSAGE, signer.sign(MESSAGE))).isTrue();
    AnsweringVault.Asked asked = vault.asked().get(1);
    assertThat(asked.token()).isEqualTo(AnsweringVault.TOKEN);
    assertThat(StrictJson.parse(asked.body().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            JsonNodeFactory.instance
                .objectNode()
                .put("input", base64(Digest.sha256().digest(MESSAGE)))
                .put("prehashed", true)
                .put("marshaling_algorithm", "asn1")
                .put("key_version", 2));
    assertThat(signer)
        .hasToString(
            "ForeignSigner[hashivault://release?version=2, " + KEY.verificationKey().id() + "]");
  }

  @Test
  void anotherEngineAndNamespaceAreAsked() {
    Map<String, String> environment = new HashMap<>(vault.environment());
    environment.put("TRANSIT_SECRET_ENGINE_PATH", "teams/signing/");
    environment.put("VAULT_NAMESPACE", "harbor");
    assertRefused("hashivault://release", environment, "nothing at `teams/signing/keys/release`");
    assertThat(vault.asked().get(0).namespace()).isEqualTo("harbor");
  }

  @ParameterizedTest(name = "status {0}: {1}")
  @CsvSource({
    "307, this Vault is a standby",
    "400, Vault refused `transit/keys/release`",
    "403, the token is not valid or may not use `transit/keys/release`",
    "404, Vault has nothing at `transit/keys/release`",
    "412, has not yet seen what another wrote",
    "429, takes no more requests",
    "500, Vault answered with status 500",
    "501, Vault is not initialized",
    "503, Vault is sealed"
  })
  void aStatusIsSaidInWordsAndTheTokenNever(int status, String why) {
    String said = "{\"errors\":[\"no, `%s`,\\n no\"]}".formatted(AnsweringVault.TOKEN);
    vault.answer(READ, status, said);
    assertRefused("hashivault://release", vault.environment(), why);
    vault.answer(READ, 200, key("ecdsa-p256")).answer(SIGN, status, "<html>a proxy</html>");
    assertThatThrownBy(
            () -> signers.open("hashivault://release", vault.environment()).sign(MESSAGE))
        .isInstanceOf(SignerException.class);
  }

  @ParameterizedTest(name = "a signature that begins {0} is refused: {1}")
  @CsvSource({
    "vault:v1:, gave no signature by version 2",
    "vault:v2:A, not in Base64",
    "'', gave no signature by version 2"
  })
  void anAnswerThatIsNoSignatureIsRefused(String prefix, String why) throws KeyException {
    vault.answer(SIGN, 200, signature(prefix, KEY.sign(MESSAGE)));
    assertNotSigned(why);
  }

  @Test
  void aSignatureByAnotherKeyIsRefused() throws KeyException {
    byte[] other = SigningKey.generate(new SecureRandom()).sign(MESSAGE);
    vault.answer(SIGN, 200, signature("vault:v2:", other));
    assertNotSigned("what it gave is no signature of");
  }

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource({
    "hashivault://release?version=3, no version 3: Vault has 1 to 2",
    "hashivault://release?version=0, is written `hashivault://NAME`",
    "hashivault://release?token=hvs.secret, is written `hashivault://NAME`",
    "hashivault://../sys/seal, is written `hashivault://NAME`",
    "hashivault://, is written `hashivault://NAME`"
  })
  void aUriThatNamesNoKeyIsRefused(String uri, String why) {
    assertRefused(uri, vault.environment(), why);
  }

  @Test
  void aKeyOfAnotherTypeIsRefused() {
    vault.answer(READ, 200, key("aes256-gcm96"));
    assertRefused(
        "hashivault://release", vault.environment(), "of type `ecdsa-p256` but of `aes256");
    vault.answer(READ, 200, "{}");
    assertRefused("hashivault://release", vault.environment(), "but of `none`");
  }

  @Test
  void whoeverDoesNotAnswerIsLeft() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = new HashMap<>(vault.environment());
      environment.put("VAULT_ADDR", "http://127.0.0.1:" + silent.getLocalPort());
      VaultClient client = new VaultClient(VaultSettings.of(environment), Duration.ofSeconds(1));
      assertThatThrownBy(() -> client.get("keys/release"))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("did not answer in 1 s");
    }
  }

  private void assertNotSigned(String why) throws KeyException {
    Signer signer = signers.open("hashivault://release", vault.environment());
    assertThatThrownBy(() -> signer.sign(MESSAGE))
        .isInstanceOf(SignerException.class)
        .hasMessageContaining(why);
  }

  private void assertRefused(String uri, Map<String, String> environment, String why) {
    assertThatThrownBy(() -> signers.open(uri, environment))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("hvs.")
        .doesNotContain("\n");
  }

  private static String key(String type) {
    ObjectNode data =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type)
            .put("latest_version", 2)
            .put("min_decryption_version", 1);
    data.putObject("keys").putObject("2").put("public_key", KEY.verificationKey().toPem());
    return JsonNodeFactory.instance.objectNode().set("data", data).toString();
  }

  private static String signature(String prefix, byte[] der) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("signature", prefix + base64(der));
    return JsonNodeFactory.instance.objectNode().set("data", data).toString();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
