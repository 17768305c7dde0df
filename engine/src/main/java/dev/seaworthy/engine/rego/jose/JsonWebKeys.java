package dev.seaworthy.engine.rego.jose;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.GoJson;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON Web Keys, alone or in sets (RFC 7517). */
public final class JsonWebKeys {
  private JsonWebKeys() {}

  /**
   * All keys; a set with one bad key is bad.
   *
   * @throws RegoException if the text is neither a key nor a set of them
   */
  public static List<NamedKey> read(String json) {
    Value value = GoJson.read(json);
    if (!(value instanceof ObjectValue object)) {
      throw RegoException.failed("jwk.Parse: not an object");
    }
    Value keys = object.get("keys");
    if (keys == null) {
      return List.of(JsonWebKey.read(object));
    }
    if (!(keys instanceof ArrayValue array)) {
      throw RegoException.failed("jwk.Parse: failed to decode \"keys\": not an array");
    }
    List<NamedKey> read = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.at(i) instanceof ObjectValue key)) {
        throw RegoException.failed("jwk.Parse: failed to decode key #%d in \"keys\"".formatted(i));
      }
      read.add(JsonWebKey.read(key));
    }
    return read;
  }
}
