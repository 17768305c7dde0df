package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A repository of a registry. Bundles lie in it as OPA lays and looks for them. */
record OciPlace(OciReference reference, OciClient client) implements BundlePlace {
  @Override
  public byte[] fetch() throws ConfigurationException {
    byte[] manifest =
        client
            .manifest(reference)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "NOT_FOUND",
                        "there is no `%s`".formatted(reference),
                        "check the name and the tag"));
    OciManifest.Layer layer = OciManifest.layer(manifest, reference);
    return client.blob(reference, layer.digest(), layer.size());
  }

  @Override
  public String store(byte[] archive, PolicyBundle bundle, boolean force)
      throws ConfigurationException {
    if (reference.digest().isPresent()) {
      throw new ConfigurationException(
          "BAD_REFERENCE",
          "`%s` names a digest, which only comes of what is pushed".formatted(reference),
          "name a tag, or none for the bundle's version");
    }
    OciReference target =
        reference.tag().isPresent() ? reference : reference.withTag(bundle.version());
    CanonicalJson manifest = OciManifest.of(archive, bundle);
    Optional<byte[]> there = client.manifest(target);
    if (there.isPresent() && Digest.of(there.get()).equals(manifest.digest())) {
      return target.withDigest(manifest.digest()).toString();
    }
    if (there.isPresent() && !force) {
      throw Http.taken(target.toString());
    }
    client.upload(target, archive);
    client.upload(target, OciManifest.CONFIG.getBytes(StandardCharsets.US_ASCII));
    client.putManifest(target, manifest.bytes());
    return target.withDigest(manifest.digest()).toString();
  }
}
