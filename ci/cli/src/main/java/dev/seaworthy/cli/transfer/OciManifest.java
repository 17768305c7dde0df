package dev.seaworthy.cli.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The manifest of a bundle in a registry (OCI image specification 1.1). */
final class OciManifest {
  /** Where the archive is. */
  record Layer(Digest digest, int size) {}

  static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
  static final String CONFIG = "{}";

  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

  /** OPA looks for the one layer of this type, and so do we. */
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";

  private static final String ARTIFACT_TYPE = "application/vnd.seaworthy.bundle.v1+tar+gzip";

  private OciManifest() {}

  /** The manifest of an archive; no time and no machine is in it. */
  static CanonicalJson of(byte[] archive, PolicyBundle bundle) {
    byte[] config = CONFIG.getBytes(StandardCharsets.US_ASCII);
    return CanonicalJson.of(
        Map.of(
            "schemaVersion",
            2,
            "mediaType",
            TYPE,
            "artifactType",
            ARTIFACT_TYPE,
            "config",
            blob(CONFIG_TYPE, config),
            "layers",
            List.of(blob(LAYER_TYPE, archive)),
            "annotations",
            Map.of(
                "org.opencontainers.image.title", bundle.name(),
                "org.opencontainers.image.version", bundle.version(),
                "org.opencontainers.image.description", bundle.description())));
  }

  private static Map<String, Object> blob(String type, byte[] content) {
    return Map.of(
        "mediaType", type, "digest", Digest.of(content).toString(), "size", content.length);
  }

  /** The one layer that can be a bundle. */
  static Layer layer(byte[] manifest, OciReference reference) throws ConfigurationException {
    List<Layer> layers = new ArrayList<>();
    try {
      for (JsonNode layer : StrictJson.parse(manifest).path("layers")) {
        String digest = layer.path("digest").asText();
        int size = layer.path("size").asInt(-1);
        boolean isOurs =
            layer.path("mediaType").asText().equals(LAYER_TYPE)
                && Digest.isWellFormed(digest)
                && size >= 0;
        if (isOurs) {
          layers.add(new Layer(Digest.parse(digest), size));
        }
      }
    } catch (NotCanonicalException e) {
      throw notOurs(reference, "its manifest is not readable");
    }
    if (layers.size() != 1) {
      throw notOurs(reference, "it has %d layers of a bundle's type".formatted(layers.size()));
    }
    return layers.get(0);
  }

  private static ConfigurationException notOurs(OciReference reference, String how) {
    return new ConfigurationException(
        "NOT_A_BUNDLE",
        "`%s` is no bundle: %s".formatted(reference, how),
        "name what `seaworthy policy push` has put there");
  }
}
