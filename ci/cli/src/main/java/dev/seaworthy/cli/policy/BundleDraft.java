package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sources of one bundle, laid out for OPA and read: what is built or linted. */
final class BundleDraft implements AutoCloseable {
  private final String bundle;
  private final SortedMap<String, String> own;
  private final SortedMap<String, String> policies;
  private final List<String> limits;
  private final Staging staging;
  private final ManifestDraft manifest;

  private BundleDraft(
      String bundle,
      SortedMap<String, String> own,
      SortedMap<String, String> policies,
      List<String> limits,
      Staging staging,
      ManifestDraft manifest) {
    this.bundle = bundle;
    this.own = own;
    this.policies = policies;
    this.limits = limits;
    this.staging = staging;
    this.manifest = manifest;
  }

  /**
   * Lays out and reads.
   *
   * @throws ConfigurationException with every complaint of OPA's strict check, built-ins that no
   *     bundle may use among them
   */
  static BundleDraft of(Opa opa, PolicySources sources, String bundle)
      throws ConfigurationException {
    SortedMap<String, String> own = sources.policies(bundle);
    SortedMap<String, String> policies = new TreeMap<>(own);
    policies.putAll(new Imports(sources.policies(PolicySources.LIB)).of(own.values()));
    JsonNode description = json(sources, bundle + "/" + PolicySources.BUNDLE);
    JsonNode data = json(sources, bundle + "/" + BundleFiles.DATA);
    List<String> limits = limits(sources.file(PolicySources.CAPABILITIES));
    Staging staging = Staging.of(policies);
    try {
      opa.check(staging.folder(), limits, roots(policies));
      Annotations annotations = new Annotations(opa.inspect(staging.folder(), bundle), bundle);
      ManifestDraft manifest = new ManifestDraft(bundle, description, data, annotations);
      return new BundleDraft(bundle, own, policies, limits, staging, manifest);
    } catch (ConfigurationException e) {
      staging.close();
      throw e;
    }
  }

  /** Where OPA finds the policies. */
  Path folder() {
    return staging.folder();
  }

  /** The bundle's own policies, by file name. */
  SortedMap<String, String> own() {
    return new TreeMap<>(own);
  }

  /** Its own policies and the shared ones they reach, by file name. */
  SortedMap<String, String> policies() {
    return new TreeMap<>(policies);
  }

  /** OPA's options that keep forbidden built-ins out. */
  List<String> limits() {
    return List.copyOf(limits);
  }

  /** The folders that the policies lie in. */
  List<String> roots() {
    return roots(policies);
  }

  ManifestDraft manifest() {
    return manifest;
  }

  /** Everything that is wrong with the bundle's metadata. */
  List<Diagnostic> mistakes() {
    return new MetadataLint(bundle, own, policies).mistakes(manifest);
  }

  @Override
  public void close() {
    staging.close();
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
    return List.of("--capabilities", capabilities.toString());
  }

  private static JsonNode json(PolicySources sources, String name) throws ConfigurationException {
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
