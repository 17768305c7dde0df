package dev.seaworthy.signers.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.KeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Vault is and by what right it is asked. */
class VaultSettingsTest {
  @TempDir Path home = Path.of("");

  @ParameterizedTest(name = "{0}={1}: {2}")
  @CsvSource({
    "VAULT_ADDR, '', set `VAULT_ADDR`",
    "VAULT_ADDR, http://vault.example:8200, by which others would read the token",
    "VAULT_ADDR, http://127.0.0.1.example:8200, by which others would read the token",
    "VAULT_ADDR, https://me:pass@vault.example, is no address",
    "VAULT_ADDR, ftp://vault.example, is no address",
    "VAULT_ADDR, vault.example:8200, is no address",
    "VAULT_ADDR, 'https://vault example', is no address",
    "VAULT_TOKEN, 'hvs.a b', characters that no token has",
    "VAULT_NAMESPACE, a/../b, is no path",
    "TRANSIT_SECRET_ENGINE_PATH, a?b, is no path",
    "VAULT_CACERT, /nowhere/ca.pem, cannot be read"
  })
  void whatCannotBeIsSaid(String name, String value, String why) {
    Map<String, String> environment = new HashMap<>(good());
    environment.put(name, value);
    assertThatThrownBy(() -> VaultSettings.of(environment))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("hvs.")
        .doesNotContain("pass@");
  }

  @ParameterizedTest(name = "{0} is asked in clear")
  @CsvSource({"http://127.0.0.1:8200", "http://localhost:8200", "http://[::1]:8200/"})
  void onlyThisMachineIsAskedInClear(String address) throws KeyException {
    Map<String, String> environment = new HashMap<>(good());
    environment.put("VAULT_ADDR", address);
    assertThat(VaultSettings.of(environment)).asString().contains(address.substring(0, 14));
  }

  @Test
  void theTokenIsNotShown() throws KeyException {
    assertThat(VaultSettings.of(good())).asString().doesNotContain("hvs.");
  }

  @Test
  void theFileThatLoginWritesCounts() throws Exception {
    Map<String, String> environment = new HashMap<>(good());
    environment.remove("VAULT_TOKEN");
    assertThatThrownBy(() -> VaultSettings.of(environment)).hasMessageContaining("vault login");
    Path file = token("rw-------");
    assertThat(VaultSettings.of(environment).token()).isEqualTo("hvs.in-file");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> VaultSettings.of(environment))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("may be read by others");
  }

  private Path token(String rights) throws IOException {
    Path file =
        Files.createFile(
            home.resolve(".vault-token"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)));
    return Files.writeString(file, "hvs.in-file\n");
  }

  private Map<String, String> good() {
    return Map.of(
        "VAULT_ADDR", "https://vault.example:8200",
        "VAULT_TOKEN", "hvs.given",
        "HOME", home.toString());
  }
}
