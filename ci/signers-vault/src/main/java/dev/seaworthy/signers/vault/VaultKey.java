package dev.seaworthy.signers.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.ForeignSigner;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.util.Base64;

/** One version of a key in Vault's transit engine, which stays the same when it is rotated. */
final class VaultKey {
  private static final String TYPE = "ecdsa-p256";

  private final VaultClient client;
  private final VaultUri uri;
  private final VerificationKey key;

  private VaultKey(VaultClient client, VaultUri uri, VerificationKey key) {
    this.client = client;
    this.uri = uri;
    this.key = key;
  }

  /** Asks for the named version, else for the latest. */
  static VaultKey read(VaultClient client, VaultUri named) throws KeyException {
    JsonNode data = client.get("keys/" + named.name());
    String type = data.path("type").asText("");
    if (!type.equals(TYPE)) {
      throw new KeyException(
          "`%s` is not of type `%s` but of `%s`"
              .formatted(client.place(named.name()), TYPE, type.isEmpty() ? "none" : type));
    }
    int version = named.version().orElse(data.path("latest_version").asInt());
    String pem = data.path("keys").path(Integer.toString(version)).path("public_key").asText("");
    if (pem.isEmpty()) {
      throw new KeyException(
          "`%s` has no version %d: Vault has %d to %d"
              .formatted(
                  client.place(named.name()),
                  version,
                  data.path("min_decryption_version").asInt(),
                  data.path("latest_version").asInt()));
    }
    return new VaultKey(client, named.at(version), VerificationKey.fromPem(pem));
  }

  VaultUri uri() {
    return uri;
  }

  Signer signer() {
    return new ForeignSigner(uri.toString(), key, this::sign);
  }

  private byte[] sign(byte[] message) throws KeyException {
    int version = uri.version().orElseThrow();
    byte[] digest = Digest.sha256().digest(message);
    JsonNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("input", Base64.getEncoder().encodeToString(digest))
            .put("prehashed", true)
            .put("marshaling_algorithm", "asn1")
            .put("key_version", version);
    JsonNode data = client.post("sign/" + uri.name() + "/sha2-256", body);
    String signature = data.path("signature").asText("");
    String prefix = "vault:v%d:".formatted(version);
    if (!signature.startsWith(prefix)) {
      throw new KeyException("Vault gave no signature by version %d".formatted(version));
    }
    return decoded(signature.substring(prefix.length()));
  }

  private static byte[] decoded(String signature) throws KeyException {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      throw new KeyException("Vault gave a signature that is not in Base64");
    }
  }
}
