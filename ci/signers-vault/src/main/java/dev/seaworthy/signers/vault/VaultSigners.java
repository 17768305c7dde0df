package dev.seaworthy.signers.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.RemoteSigners;
import dev.seaworthy.engine.key.Signer;
import java.time.Duration;
import java.util.Map;

/** Opens keys of Vault's transit engine: {@code hashivault://NAME}. */
public final class VaultSigners implements RemoteSigners {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String scheme() {
    return VaultUri.SCHEME;
  }

  @Override
  public Signer open(String uri, Map<String, String> environment) throws KeyException {
    VaultUri named = VaultUri.parse(uri);
    return VaultKey.read(new VaultClient(VaultSettings.of(environment), PATIENCE), named).signer();
  }

  /** Rotates the key in Vault; the versions before it stay. */
  @Override
  public String succeed(String uri, Map<String, String> environment) throws KeyException {
    VaultUri named = VaultUri.parse(uri);
    VaultClient client = new VaultClient(VaultSettings.of(environment), PATIENCE);
    VaultUri latest = new VaultUri(named.name(), java.util.OptionalInt.empty());
    // Else a key of another kind would get a version that nobody asked for.
    VaultKey.read(client, latest);
    client.post("keys/" + named.name() + "/rotate", JsonNodeFactory.instance.objectNode());
    return VaultKey.read(client, latest).uri().toString();
  }
}
