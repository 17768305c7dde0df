package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.RegoModule;
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
final class Modules {
  private Modules() {}

  static RegoModule of(String name) {
    return of(name, "{}");
  }

  static RegoModule of(String name, String data) {
    return of(wasm(name), data);
  }

  static RegoModule of(byte[] wasm, String data) {
    return new RegoModule(wasm, new byte[0], CanonicalJson.parse(utf8(data)));
  }

  static byte[] wasm(String name) {
    try (InputStream stream = Modules.class.getResourceAsStream(name + ".wasm")) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Input input(String json) {
    return Input.of(CanonicalJson.parse(utf8(json)));
  }

  static Value value(String json) {
    return new ValueReader().read(utf8(json));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
