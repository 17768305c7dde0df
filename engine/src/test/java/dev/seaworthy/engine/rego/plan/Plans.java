package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.rego.Explainable;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The plans that the tests run: see {@code build.sh} beside them. */
final class Plans {
  private Plans() {}

  static Explainable load(String name, String data, Limits limits) {
    return new PlanRuntime(limits)
        .load(new RegoModule(new byte[0], bytes(name + ".plan.json"), json(data)));
  }

  static byte[] bytes(String resource) {
    try (InputStream file = Plans.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("there is no " + resource);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Input input(String json) {
    return Input.of(json(json));
  }

  static CanonicalJson json(String text) {
    return CanonicalJson.of(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)));
  }
}
