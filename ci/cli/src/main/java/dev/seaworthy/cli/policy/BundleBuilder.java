package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    try (BundleDraft draft = BundleDraft.of(opa, sources, bundle)) {
      List<Diagnostic> mistakes = draft.mistakes();
      if (!mistakes.isEmpty()) {
        throw new ConfigurationException(mistakes);
      }
      Map<String, byte[]> files = new TreeMap<>();
      draft
          .policies()
          .forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
      files.put(BundleFiles.MANIFEST, draft.manifest().manifest().bytes());
      files.put(BundleFiles.DATA, CanonicalJson.of(draft.manifest().data()).bytes());
      files.put(BundleFiles.WASM, compiled(draft, Opa.Target.WASM, BundleFiles.WASM));
      files.put(BundleFiles.PLAN, plan(draft));
      return BundleFiles.of(files);
    }
  }

  private byte[] plan(BundleDraft draft) throws ConfigurationException, PolicyException {
    byte[] plan = compiled(draft, Opa.Target.PLAN, BundleFiles.PLAN);
    List<Diagnostic> mistakes = EmptyNegations.in(StrictJson.parse(plan));
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(mistakes);
    }
    return plan;
  }

  /**
   * What OPA compiled. Of places it writes the names of the staged files and nothing else, and in
   * the order in which it read them: the same bytes each time.
   */
  private byte[] compiled(BundleDraft draft, Opa.Target target, String file)
      throws ConfigurationException, PolicyException {
    List<String> options = new ArrayList<>(draft.limits());
    for (String entrypoint : draft.manifest().entrypoints()) {
      options.addAll(List.of("--entrypoint", entrypoint));
    }
    return opa.build(target, draft.folder(), options, draft.roots())
        .get(file)
        .orElseThrow(() -> new IllegalStateException("OPA built no " + file));
  }
}
