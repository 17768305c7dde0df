package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.rego.RegoModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Bundles made in tests around real WebAssembly modules. */
public final class TestBundles {
  private static final CanonicalJson NO_DATA = CanonicalJson.of(Map.of());

  private TestBundles() {}

  /** A bundle around a policy of this package's resources, such as {@code things}. */
  public static PolicyBundle of(String policy, Control... controls) {
    byte[] wasm = resource(policy + ".wasm");
    return new PolicyBundle(
        "test",
        "1.0.0",
        "Test",
        "",
        Digest.of(wasm),
        List.of(controls),
        List.of(),
        new RegoModule(wasm, resource(policy + ".plan.json"), NO_DATA));
  }

  /** A control of object scope on evidence of kind {@code test/thing}. */
  public static Control control(String id, String entrypoint) {
    return control(id, entrypoint, Scope.OBJECT);
  }

  public static Control control(String id, String entrypoint, Scope scope) {
    return new Control(
        id,
        "Title of " + id,
        "",
        Severity.HIGH,
        Stage.BUILD,
        scope,
        List.of("test/thing"),
        List.of(),
        List.of(),
        Map.of("bad", new Control.Rule("`{name}` is bad", "mend `{name}` in {file}")),
        Map.of(),
        entrypoint);
  }

  public static byte[] resource(String name) {
    try (InputStream stream = TestBundles.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
