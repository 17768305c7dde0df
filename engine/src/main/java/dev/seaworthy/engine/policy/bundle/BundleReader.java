package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.rego.RegoModule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a built policy bundle: an OPA bundle archive with WebAssembly, OPA's plan beside it
 * (bundles from before it have none), and our metadata. The format is described in {@code
 * docs/reference/bundle.md}.
 */
public final class BundleReader {
  private static final Set<String> PLAIN =
      Set.of(
          BundleFiles.MANIFEST,
          BundleFiles.SIGNATURES,
          BundleFiles.DATA,
          BundleFiles.WASM,
          BundleFiles.PLAN);

  /** The WebAssembly binary format's preamble: its magic and version 1. */
  private static final byte[] WASM_PREAMBLE = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final BundleFiles files;
  private final String label;

  private BundleReader(BundleFiles files, String label) {
    this.files = files;
    this.label = label;
  }

  /**
   * Reads a bundle without asking who signed it; for bundles whose digest is already known to be
   * right.
   *
   * @param label what to call the archive in messages: its file name
   */
  public static PolicyBundle read(byte[] archive, String label) throws PolicyException {
    return new BundleReader(ArchiveReader.read(archive, label), label).bundle(Digest.of(archive));
  }

  /**
   * Reads a bundle that one of the trusted keys signed.
   *
   * @param label what to call the archive in messages: its file name
   */
  public static PolicyBundle readSigned(byte[] archive, Collection<BundleKey> trusted, String label)
      throws PolicyException {
    return readSigned(archive, Digest.of(archive), trusted, label);
  }

  /** As the other, for an archive whose digest is known: hashing megabytes delays every start. */
  static PolicyBundle readSigned(
      byte[] archive, Digest digest, Collection<BundleKey> trusted, String label)
      throws PolicyException {
    BundleFiles files = ArchiveReader.read(archive, label);
    BundleSignature.verify(files, trusted, label);
    return new BundleReader(files, label).bundle(digest);
  }

  /**
   * Reads files that are not packed yet.
   *
   * @param digest of the archive they will be
   */
  public static PolicyBundle read(BundleFiles files, Digest digest, String label)
      throws PolicyException {
    return new BundleReader(files, label).bundle(digest);
  }

  private PolicyBundle bundle(Digest digest) throws PolicyException {
    refuseOtherFiles();
    Mistakes mistakes = new Mistakes();
    ManifestReader.Manifest manifest =
        new ManifestReader(mistakes).read(json(BundleFiles.MANIFEST));
    mistakes.throwIfAny(label);
    JsonNode data = json(BundleFiles.DATA);
    if (!data.isObject()) {
      throw incomplete("its `data.json` is not an object");
    }
    Optional<byte[]> plan = files.get(BundleFiles.PLAN);
    if (plan.isPresent()) {
      requirePlan(plan.get(), manifest.controls());
    }
    return new PolicyBundle(
        manifest.name(),
        manifest.version(),
        manifest.title(),
        manifest.description(),
        digest,
        manifest.controls(),
        manifest.parameters(),
        new RegoModule(wasm(), plan(), canonical(data)));
  }

  /** A nested data file would change what rules see without our reading it. */
  private void refuseOtherFiles() throws PolicyException {
    for (String name : files.names()) {
      if (!PLAIN.contains(name) && !name.endsWith(".rego")) {
        throw new PolicyException(
            "BUNDLE_UNSAFE",
            "`%s` holds `%s`, which no bundle of this format holds".formatted(label, name),
            "build the bundle anew with `seaworthy policy build`");
      }
    }
  }

  private byte[] wasm() throws PolicyException {
    byte[] wasm = require(BundleFiles.WASM);
    boolean isModule =
        wasm.length > WASM_PREAMBLE.length
            && java.util.Arrays.equals(
                wasm, 0, WASM_PREAMBLE.length, WASM_PREAMBLE, 0, WASM_PREAMBLE.length);
    if (!isModule) {
      throw incomplete("its `policy.wasm` is not WebAssembly");
    }
    return wasm;
  }

  /** Empty in a bundle of before there were plans. */
  private byte[] plan() {
    return files.get(BundleFiles.PLAN).orElse(new byte[0]);
  }

  /** The plan answers for exactly the controls there are, as the WebAssembly does. */
  private void requirePlan(byte[] json, List<Control> controls) throws PolicyException {
    PlanOutline plan;
    try {
      plan = PlanOutline.read(json);
    } catch (NotCanonicalException e) {
      throw unreadable(BundleFiles.PLAN, e);
    }
    if (!plan.isPlan()) {
      throw incomplete("its `plan.json` is not a plan of OPA's");
    }
    Set<String> asked = new TreeSet<>();
    controls.forEach(control -> asked.add(control.entrypoint()));
    if (!plan.entrypoints().equals(asked)) {
      throw incomplete("its `plan.json` has other entry points than its controls");
    }
  }

  private JsonNode json(String name) throws PolicyException {
    try {
      return StrictJson.parse(require(name));
    } catch (NotCanonicalException e) {
      throw unreadable(name, e);
    }
  }

  private PolicyException unreadable(String name, NotCanonicalException why) {
    return incomplete("its `%s` is not readable, %s".formatted(name, why.getMessage()));
  }

  private CanonicalJson canonical(JsonNode data) throws PolicyException {
    try {
      return CanonicalJson.of(data);
    } catch (NotCanonicalException e) {
      throw incomplete("its `data.json` is not usable, %s".formatted(e.getMessage()));
    }
  }

  private byte[] require(String name) throws PolicyException {
    return files.get(name).orElseThrow(() -> incomplete("it has no `%s`".formatted(name)));
  }

  private PolicyException incomplete(String what) {
    return new PolicyException(
        "BUNDLE_INCOMPLETE",
        "`%s` is not a built policy bundle: %s".formatted(label, what),
        "build the bundle with `seaworthy policy build`");
  }
}
