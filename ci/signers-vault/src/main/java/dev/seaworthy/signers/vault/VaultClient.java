package dev.seaworthy.signers.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.key.KeyException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Asks Vault's transit engine over its HTTP interface
 * (https://developer.hashicorp.com/vault/api-docs/secret/transit). The token goes to the one
 * address that was named: redirects are not followed.
 */
final class VaultClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  private final VaultSettings settings;
  private final HttpClient http;
  private final Duration patience;

  VaultClient(VaultSettings settings, Duration patience) throws KeyException {
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
    if (settings.certificates().isPresent()) {
      builder.sslContext(TrustedCertificates.in(settings.certificates().get()));
    }
    this.settings = settings;
    this.http = builder.build();
    this.patience = patience;
  }

  /** The {@code data} that Vault has at a path below the engine. */
  JsonNode get(String path) throws KeyException {
    return data(request(path).GET().build(), path);
  }

  /** The {@code data} of what it answers to a body; missing where it answers nothing. */
  JsonNode post(String path, JsonNode body) throws KeyException {
    return data(request(path).POST(BodyPublishers.ofString(body.toString())).build(), path);
  }

  /** How people name what is below the engine. */
  String place(String path) {
    return settings.mount() + "/" + path;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(settings.address() + "/v1/" + place(path)))
            .timeout(patience)
            .header("X-Vault-Token", settings.token())
            .header("X-Vault-Request", "true");
    settings.namespace().ifPresent(name -> builder.header("X-Vault-Namespace", name));
    return builder;
  }

  private JsonNode data(HttpRequest request, String path) throws KeyException {
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      byte[] body;
      try (InputStream in = response.body()) {
        body = in.readNBytes(MOST_BYTES + 1);
      }
      int status = response.statusCode();
      if (status == 204) {
        return MissingNode.getInstance();
      }
      JsonNode answer = json(body);
      if (status != 200) {
        throw VaultRefusal.of(status, answer, place(path), settings.token());
      }
      return answer.path("data");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyException("it was interrupted while it waited for Vault");
    } catch (HttpTimeoutException e) {
      throw new KeyException(
          "Vault at `%s` did not answer in %d s"
              .formatted(settings.address(), patience.toSeconds()));
    } catch (SSLException e) {
      throw new KeyException(
          "TLS with Vault at `%s` failed: name the certificate of who vouches for it by"
                  .formatted(settings.address())
              + " `VAULT_CACERT`, and see that the address is the one it is made out to");
    } catch (ConnectException e) {
      throw new KeyException(
          "nobody listens at Vault's address `%s`".formatted(settings.address()));
    } catch (IOException e) {
      throw new KeyException(
          "the connection to Vault at `%s` broke off".formatted(settings.address()));
    }
  }

  /** Missing where it is no JSON, as of a proxy between. */
  private static JsonNode json(byte[] body) {
    try {
      return body.length > MOST_BYTES ? MissingNode.getInstance() : StrictJson.parse(body);
    } catch (NotCanonicalException e) {
      return MissingNode.getInstance();
    }
  }
}
