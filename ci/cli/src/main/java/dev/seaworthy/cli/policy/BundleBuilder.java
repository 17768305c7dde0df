package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.ArchiveReader;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds one bundle from its sources: everything but its signature. */
final class BundleBuilder {
  private final Opa opa;
  private final PolicySources sources;
  private final String bundle;

  BundleBuilder(Opa opa, PolicySources sources, String bundle) {
    this.opa = opa;
    this.sources = sources;
    this.bundle = bundle;
  }

  /**
   * Checks and compiles.
   *
   * @throws ConfigurationException naming every mistake in the policies or their metadata
   */
  BundleFiles build() throws ConfigurationException, PolicyException {
    SortedMap<String, String> own = sources.policies(bundle);
    SortedMap<String, String> policies = new TreeMap<>(own);
    policies.putAll(new Imports(sources.policies(PolicySources.LIB)).of(own.values()));
    JsonNode description = json(bundle + "/" + PolicySources.BUNDLE);
    JsonNode data = json(bundle + "/" + BundleFiles.DATA);
    Path capabilities = sources.file(PolicySources.CAPABILITIES);
    try (Staging staging = Staging.of(policies)) {
      List<String> roots = roots(policies);
      opa.check(staging.folder(), limits(capabilities), roots);
      Annotations annotations = new Annotations(opa.inspect(staging.folder(), bundle), bundle);
      ManifestDraft draft = new ManifestDraft(bundle, description, data, annotations);
      new MetadataLint(bundle, own, policies).check(draft);
      byte[] wasm = wasm(staging.folder(), capabilities, draft.entrypoints(), roots);
      return files(policies, draft.manifest(), data, wasm);
    }
  }

  private byte[] wasm(Path folder, Path capabilities, List<String> entrypoints, List<String> roots)
      throws ConfigurationException, PolicyException {
    Path archive = folder.resolve("built.tar.gz");
    opa.buildWasm(folder, capabilities, entrypoints, roots, archive);
    return ArchiveReader.read(InputFile.bytes(archive), "the archive that OPA wrote")
        .get(BundleFiles.WASM)
        .orElseThrow(() -> new IllegalStateException("OPA built no WebAssembly"));
  }

  private static BundleFiles files(
      Map<String, String> policies, CanonicalJson manifest, JsonNode data, byte[] wasm) {
    Map<String, byte[]> files = new TreeMap<>();
    policies.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    files.put(BundleFiles.MANIFEST, manifest.bytes());
    files.put(BundleFiles.DATA, CanonicalJson.of(data).bytes());
    files.put(BundleFiles.WASM, wasm);
    return BundleFiles.of(files);
  }

  private static List<String> roots(SortedMap<String, String> policies) {
    return policies.keySet().stream()
        .map(name -> name.substring(0, name.indexOf('/')))
        .distinct()
        .toList();
  }

  private static List<String> limits(Path capabilities) throws ConfigurationException {
    if (!Files.isRegularFile(capabilities)) {
      throw new ConfigurationException(
          "POLICY_SOURCE",
          "`%s` is missing".formatted(capabilities),
          "copy `policies/capabilities.json` of Seaworthy beside the bundles");
    }
    return new ArrayList<>(List.of("--capabilities", capabilities.toString()));
  }

  private JsonNode json(String name) throws ConfigurationException {
    byte[] bytes = InputFile.bytes(sources.file(name));
    try {
      JsonNode node = StrictJson.parse(bytes);
      CanonicalJson.of(node);
      return node;
    } catch (NotCanonicalException e) {
      throw new ConfigurationException(
          "POLICY_SOURCE",
          "`%s` is not usable, line %d: %s".formatted(name, e.line(), e.getMessage()),
          "correct the file");
    }
  }
}
