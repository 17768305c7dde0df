package dev.seaworthy.cli.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Who a user is to a server: {@code SEAWORTHY_REGISTRY_USER} and {@code
 * SEAWORTHY_REGISTRY_PASSWORD}, else what {@code docker login} left in its configuration.
 */
final class Credentials {
  private static final int MAX_CONFIG = 1 << 20;

  private final Map<String, String> environment;

  Credentials(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** User and password for a host, as HTTP's Basic scheme has them; asked for only when needed. */
  Optional<String> basic(String host) throws ConfigurationException {
    String user = environment.getOrDefault("SEAWORTHY_REGISTRY_USER", "");
    if (!user.isEmpty()) {
      String both = user + ":" + environment.getOrDefault("SEAWORTHY_REGISTRY_PASSWORD", "");
      return Optional.of(Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
    Optional<Path> file = dockerConfig();
    return file.isPresent() ? saved(file.get(), host) : Optional.empty();
  }

  private Optional<Path> dockerConfig() {
    String folder = environment.getOrDefault("DOCKER_CONFIG", "");
    String home = environment.getOrDefault("HOME", "");
    Path file =
        folder.isEmpty() ? Path.of(home, ".docker", "config.json") : Path.of(folder, "config.json");
    boolean known = !folder.isEmpty() || !home.isEmpty();
    return known && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  private static Optional<String> saved(Path file, String host) throws ConfigurationException {
    try {
      JsonNode hosts = StrictJson.parse(InputFile.bytes(file, MAX_CONFIG)).path("auths");
      String saved = hosts.path(host).path("auth").asText();
      // A header takes no line end; the text is Base64 in every honest file.
      return saved.matches("[A-Za-z0-9+/]+=*") ? Optional.of(saved) : Optional.empty();
    } catch (NotCanonicalException e) {
      throw new ConfigurationException(
          "CREDENTIALS",
          "`%s` is not readable".formatted(file),
          "log in anew with `docker login`, or set `SEAWORTHY_REGISTRY_USER` and"
              + " `SEAWORTHY_REGISTRY_PASSWORD`");
    }
  }
}
