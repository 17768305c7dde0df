package dev.seaworthy.signers.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.SignerException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Vault signs; `ci/components/vault.sh` runs one. */
class VaultLiveTest {
  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final String SECRETS = ENVIRONMENT.getOrDefault("SEAWORTHY_TEST_VAULT", "");
  private static final byte[] MESSAGE = "sign me".repeat(1000).getBytes(StandardCharsets.US_ASCII);

  private final VaultSigners signers = new VaultSigners();

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void needVault() {
    assumeTrue(!SECRETS.isEmpty(), "no Vault: run by `ci/components/vault.sh`");
  }

  @Test
  void opensslTakesWhatItSigns() throws Exception {
    Signer signer = signers.open("hashivault://release", ENVIRONMENT);
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
  void aRotatedKeyHasANewVersionAndTheOldOneSigns() throws KeyException {
    Signer old = signers.open("hashivault://release", ENVIRONMENT);
    String next = signers.succeed("hashivault://release", ENVIRONMENT);
    Signer successor = signers.open(next, ENVIRONMENT);
    assertThat(next).matches("hashivault://release\\?version=[2-9][0-9]*");
    assertThat(successor.verificationKey().id()).isNotEqualTo(old.verificationKey().id());
    assertThat(signers.open("hashivault://release", ENVIRONMENT).verificationKey().id())
        .isEqualTo(successor.verificationKey().id());
    assertThat(old.verificationKey().verifies(MESSAGE, old.sign(MESSAGE))).isTrue();
    assertThat(successor.verificationKey().verifies(MESSAGE, successor.sign(MESSAGE))).isTrue();
  }

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource({
    "stranger, Vault has nothing at `transit/keys/stranger`",
    "aes, of type `ecdsa-p256` but of `aes256-gcm96`",
    "rsa, of type `ecdsa-p256` but of `rsa-2048`",
    "release?version=99, has no version 99"
  })
  void whatCannotSignIsRefused(String key, String why) {
    assertRefused("hashivault://" + key, ENVIRONMENT, why);
  }

  @Test
  void whoMayReadButNotSignIsTold() throws KeyException {
    Signer signer = signers.open("hashivault://next", ENVIRONMENT);
    assertThatThrownBy(() -> signer.sign(MESSAGE))
        .isInstanceOf(SignerException.class)
        .hasMessageContaining("may not use `transit/sign/next/sha2-256`");
  }

  @Test
  void anUnknownTokenIsRefusedAndNotShown() {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("VAULT_TOKEN", "hvs.stranger");
    assertRefused("hashivault://release", environment, "the token is not valid");
  }

  @Test
  void anEngineThatIsNotThereIsTold() {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("TRANSIT_SECRET_ENGINE_PATH", "elsewhere");
    assertRefused("hashivault://release", environment, "`elsewhere/keys/release`");
  }

  @Test
  void aSealedVaultIsTold() throws Exception {
    root("sys/seal", "{}");
    try {
      assertRefused("hashivault://release", ENVIRONMENT, "Vault is sealed");
    } finally {
      root("sys/unseal", "{\"key\":\"%s\"}".formatted(secret("unseal")));
    }
    assertThat(signers.open("hashivault://release", ENVIRONMENT)).isNotNull();
  }

  private void assertRefused(String uri, Map<String, String> environment, String why) {
    assertThatThrownBy(() -> signers.open(uri, environment))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("hvs.");
  }

  private static void root(String path, String body) throws Exception {
    URI uri = URI.create(ENVIRONMENT.get("VAULT_ADDR") + "/v1/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("X-Vault-Token", secret("token"))
            .PUT(BodyPublishers.ofString(body))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isLessThan(300);
  }

  private static String secret(String name) throws Exception {
    return Files.readString(Path.of(SECRETS, name)).strip();
  }
}
