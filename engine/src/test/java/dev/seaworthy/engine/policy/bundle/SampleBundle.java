package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** A small bundle that is right in every part, and ways to spoil it. */
final class SampleBundle {
  static final String MANIFEST =
      """
      {"revision": "1.2.3", "roots": ["parameters", "seaworthy/supply_chain"],
       "wasm": [{"entrypoint": "seaworthy/supply_chain/img_01/findings", "module": "policy.wasm"}],
       "metadata": {"seaworthy": {
         "name": "supply-chain", "version": "1.2.3", "title": "Supply chain",
         "description": "Images are pinned", "opa": "1.22.2",
         "controls": [{
           "id": "IMG-01", "title": "Images are pinned", "description": "Only a digest names bytes.",
           "severity": "high", "stage": "build", "scope": "object",
           "needs": ["kubernetes/workload"], "reads": [], "parameters": ["max_high"],
           "rules": {"no-digest": {"message": "`{image}` has no digest", "fix": "pin it"}},
           "mappings": {"nist-800-53r5": ["CM-2"]},
           "entrypoint": "seaworthy/supply_chain/img_01/findings"}],
         "parameters": {"max_high": {"default": 10, "description": "tolerated"}}}}}
      """;

  private static final byte[] WASM = {0, 'a', 's', 'm', 1, 0, 0, 0, 0};

  private SampleBundle() {}

  static BundleFiles files() {
    return files(manifest -> {});
  }

  /** The files, after a change to the manifest. */
  static BundleFiles files(Consumer<ObjectNode> change) {
    ObjectNode manifest = (ObjectNode) StrictJson.parse(utf8(MANIFEST));
    change.accept(manifest);
    return BundleFiles.of(
        Map.of(
            BundleFiles.MANIFEST,
            CanonicalJson.of((JsonNode) manifest).bytes(),
            BundleFiles.DATA,
            utf8("{\"parameters\":{\"max_high\":{\"default\":10}}}"),
            BundleFiles.WASM,
            WASM,
            "supply-chain/img_01.rego",
            utf8("package seaworthy.supply_chain.img_01\n")));
  }

  static BundleFiles signed(BundleSigner signer) {
    BundleFiles files = files();
    return files.with(BundleFiles.SIGNATURES, BundleSignature.sign(files, signer));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
