package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Places;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.TestBundles;
import dev.seaworthy.engine.policy.Tracer;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import dev.seaworthy.engine.policy.bundle.BundleSignature;
import dev.seaworthy.engine.policy.bundle.BundleSigner;
import dev.seaworthy.engine.policy.bundle.BundleWriter;
import dev.seaworthy.engine.policy.runtime.BothRuntimes;
import dev.seaworthy.engine.policy.runtime.SingleRuntime;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Assessor;
import dev.seaworthy.engine.verdict.Identity;
import dev.seaworthy.engine.verdict.Release;
import dev.seaworthy.engine.verdict.Samples;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** A small evidence bundle around a real, signed policy, and all that made it. */
final class SampleAudit {
  static final SigningKey SEALER = SigningKey.generate(new SecureRandom());
  static final BundleSigner AUTHOR = BundleSigner.generate(new SecureRandom());
  static final Custody CUSTODY = new Custody(Samples.NOW.minusSeconds(60), Samples.NOW);

  /** Enough to be read as WebAssembly, and short enough that every byte can be flipped. */
  static final byte[] NO_WASM = {0, 'a', 's', 'm', 1, 0, 0, 0, 0};

  private static final String MANIFEST =
      """
      {"revision": "1.0.0", "roots": ["seaworthy/test"],
       "wasm": [{"entrypoint": "seaworthy/test/t_01/findings", "module": "policy.wasm"}],
       "metadata": {"seaworthy": {
         "name": "test", "version": "1.0.0", "title": "Test", "description": "Things are good",
         "opa": "1.22.2",
         "controls": [{
           "id": "T-01", "title": "Things are good", "description": "Bad things are bad.",
           "severity": "high", "stage": "build", "scope": "object",
           "needs": ["test/thing"], "reads": [], "parameters": ["limit"],
           "rules": {"bad": {"message": "`{name}` is bad", "fix": "mend `{name}` in {file}"}},
           "mappings": {}, "entrypoint": "seaworthy/test/t_01/findings"}],
         "parameters": {"limit": {"default": 10, "description": "tolerated"}}}}}
      """;

  private SampleAudit() {}

  /** The archive of the policy {@code t_01.rego}. */
  static byte[] realPolicy() {
    return policy(
        Map.of(
            BundleFiles.WASM, TestBundles.resource("t_01.wasm"),
            BundleFiles.PLAN, TestBundles.resource("t_01.plan.json")));
  }

  /** The archive of a policy that can be read and signed but not run. */
  static byte[] idlePolicy() {
    return policy(Map.of(BundleFiles.WASM, NO_WASM));
  }

  private static byte[] policy(Map<String, byte[]> programs) {
    BundleFiles files =
        BundleFiles.of(programs)
            .with(BundleFiles.MANIFEST, CanonicalJson.parse(utf8(MANIFEST)).bytes())
            .with(BundleFiles.DATA, utf8("{}"));
    return BundleWriter.write(
        files.with(BundleFiles.SIGNATURES, BundleSignature.sign(files, AUTHOR)));
  }

  static PolicyRuntime bothRuntimes() {
    return new BothRuntimes(
        new SingleRuntime(new PlanRuntime(Limits.DEFAULT)),
        new SingleRuntime(new WasmRuntime(Limits.DEFAULT, CodeCache.NONE)));
  }

  /** The verdict of both runtimes by {@link #realPolicy}. */
  static Verdict verdict(UnaryOperator<Assessment> change, Observation... observations)
      throws PolicyException {
    PolicyBundle policy = BundleReader.read(realPolicy(), "test");
    return new Assessor(bothRuntimes(), 2)
        .assess(change.apply(assessment(policy, bothRuntimes().id(), observations)));
  }

  private static Assessment assessment(
      PolicyBundle policy, String runtime, Observation... observations) {
    return new Assessment(
        Samples.release(List.of(), List.of()),
        Places.noting(Samples.snapshot(observations)),
        List.of(policy),
        true,
        Set.of(),
        Map.of(),
        Severity.LOW,
        Samples.NOW,
        true,
        new Identity("test", "", runtime));
  }

  /** The same, about another release. */
  static Assessment of(Assessment one, Release release) {
    return new Assessment(
        release,
        one.snapshot(),
        one.bundles(),
        one.requireAll(),
        one.only(),
        one.parameters(),
        one.failOn(),
        one.now(),
        one.timePinned(),
        one.identity());
  }

  static SortedMap<String, byte[]> bundle(
      Verdict verdict, byte[] archive, Supplement... supplements) {
    try {
      return EvidenceBundle.of(
          verdict,
          SEALER,
          new EvidenceBundle.Policies(Map.of(Digest.of(archive), archive), List.of(AUTHOR.key())),
          CUSTODY,
          seal -> Map.of("verdict.html", utf8("<!doctype html><title>Verdict</title>")),
          supplements);
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  static TrustRoot trust() {
    return new TrustRoot(SEALER.verificationKey(), List.of(AUTHOR.key()));
  }

  static BundleReport verify(SortedMap<String, byte[]> files) {
    return BundleVerifier.verify(files, trust(), Samples.NOW);
  }

  static Replay replay(SortedMap<String, byte[]> files) throws BundleException, PolicyException {
    return Replay.of(files, bothRuntimes(), 2, new Tracer(new PlanRuntime(Limits.DEFAULT)));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
