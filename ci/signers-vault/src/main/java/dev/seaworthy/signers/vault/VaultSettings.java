package dev.seaworthy.signers.vault;

import dev.seaworthy.engine.key.KeyException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where Vault is and by what right it is asked, from the variables that Vault's own command reads.
 *
 * @param mount where the transit engine is
 * @param certificates of those who vouch for the server, in PEM, in place of the system's
 */
record VaultSettings(
    URI address,
    String token,
    Optional<String> namespace,
    String mount,
    Optional<Path> certificates) {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d+){3}|\\[::1]");
  private static final Pattern PATH = Pattern.compile("[\\w.-]+(/[\\w.-]+)*");

  /** What an HTTP header can hold. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  static VaultSettings of(Map<String, String> environment) throws KeyException {
    return new VaultSettings(
        address(environment.getOrDefault("VAULT_ADDR", "")),
        token(environment),
        path(environment, "VAULT_NAMESPACE"),
        path(environment, "TRANSIT_SECRET_ENGINE_PATH").orElse("transit"),
        file(environment.getOrDefault("VAULT_CACERT", "")));
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "VaultSettings[" + address + ", " + mount + "]";
  }

  private static URI address(String text) throws KeyException {
    if (text.isEmpty()) {
      throw new KeyException("set `VAULT_ADDR` to Vault's address, `https://…`");
    }
    try {
      URI address = new URI(text);
      String scheme = address.getScheme();
      boolean plain = "http".equals(scheme);
      if (address.getHost() == null
          || address.getRawUserInfo() != null
          || address.getRawQuery() != null
          || !(plain || "https".equals(scheme))) {
        throw new KeyException("`VAULT_ADDR` is no address like `https://vault.example:8200`");
      }
      if (plain && !LOOPBACK.matcher(address.getHost()).matches()) {
        throw new KeyException(
            "`VAULT_ADDR` is `http://`, by which others would read the token: use `https://`");
      }
      return new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (URISyntaxException e) {
      throw new KeyException("`VAULT_ADDR` is no address like `https://vault.example:8200`");
    }
  }

  private static String token(Map<String, String> environment) throws KeyException {
    String given = environment.getOrDefault("VAULT_TOKEN", "").strip();
    String token = given.isEmpty() ? tokenInFile(environment) : given;
    if (!TOKEN.matcher(token).matches()) {
      throw new KeyException("Vault's token has characters that no token has");
    }
    return token;
  }

  private static String tokenInFile(Map<String, String> environment) throws KeyException {
    Path file = Path.of(environment.getOrDefault("HOME", "")).resolve(".vault-token");
    if (!Files.isRegularFile(file)) {
      throw new KeyException(
          "there is no token: set `VAULT_TOKEN`, or run `vault login`, which keeps one in"
              + " `~/.vault-token`");
    }
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new KeyException(
            "`~/.vault-token` may be read by others than its owner: `chmod 600 ~/.vault-token`");
      }
    } catch (UnsupportedOperationException e) {
      // A file system without such rights keeps others out in its own way.
      assert e != null;
    } catch (IOException e) {
      throw new KeyException("`~/.vault-token` does not tell who may read it");
    }
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new KeyException("`~/.vault-token` cannot be read");
    }
  }

  private static Optional<String> path(Map<String, String> environment, String name)
      throws KeyException {
    String text = environment.getOrDefault(name, "").replaceAll("^/+|/+$", "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!PATH.matcher(text).matches() || text.contains("..")) {
      throw new KeyException("`%s` is no path like `teams/release`".formatted(name));
    }
    return Optional.of(text);
  }

  private static Optional<Path> file(String text) throws KeyException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(text);
    if (!Files.isReadable(file)) {
      throw new KeyException("`VAULT_CACERT` names `%s`, which cannot be read".formatted(text));
    }
    return Optional.of(file);
  }
}
