package dev.seaworthy.engine.rego;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Modules of this package's resources, which {@code build.sh} makes of the policies beside them.
 */
public final class Modules {
  private Modules() {}

  public static RegoModule of(String name) {
    return of(name, "{}");
  }

  public static RegoModule of(String name, String data) {
    return new RegoModule(wasm(name), resource(name + ".plan.json"), json(data));
  }

  /** A module without a plan. */
  public static RegoModule of(byte[] wasm, String data) {
    return new RegoModule(wasm, new byte[0], json(data));
  }

  public static byte[] wasm(String name) {
    return resource(name + ".wasm");
  }

  static byte[] resource(String name) {
    try (InputStream stream = Modules.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Input input(String json) {
    return Input.of(json(json));
  }

  public static CanonicalJson json(String text) {
    return CanonicalJson.parse(utf8(text));
  }

  public static Value value(String json) {
    return new ValueReader().read(utf8(json));
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
