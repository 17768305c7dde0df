package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.jose.JsonWebKeys;
import dev.seaworthy.engine.rego.jose.JwsAlgorithm;
import dev.seaworthy.engine.rego.jose.NamedKey;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.text.GoJson;
import dev.seaworthy.engine.rego.text.GoJsonWriter;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes signed tokens. Where OPA signs with random numbers, we derive them (RFC 6979). */
final class TokenSigning {
  private TokenSigning() {}

  static Value sign(Budget budget, Value headers, Value payload, Value key) {
    return sign(json(budget, headers), json(budget, payload), json(budget, key));
  }

  private static String json(Budget budget, Value value) {
    String json = GoJsonWriter.text(value);
    budget.steps(json.length());
    budget.allocate(8L * json.length());
    return json;
  }

  static Value signRaw(Budget budget, Value headers, Value payload, Value key) {
    String keyJson = Tokens.text(budget, key, 3);
    return sign(Tokens.text(budget, headers, 1), Tokens.text(budget, payload, 2), keyJson);
  }

  private static Value sign(String headers, String payload, String keyJson) {
    List<NamedKey> keys = JsonWebKeys.read(keyJson);
    if (keys.isEmpty()) {
      throw Operands.failed("no keys found in JWK set");
    }
    ObjectValue fields = fields(headers);
    String name = algorithm(fields);
    JwsAlgorithm algorithm =
        JwsAlgorithm.named(name)
            .orElseThrow(() -> Operands.failed("unknown JWS algorithm: " + name));
    boolean isToken = !(fields.get("typ") instanceof StringValue type) || type.text().equals("JWT");
    if (isToken && !GoJson.isValid(payload)) {
      throw Operands.failed("type is JWT but payload is not JSON");
    }
    String signed = encode(headers) + "." + encode(payload);
    byte[] signature = algorithm.sign(keys.get(0).key(), Bytes.of(signed));
    return StringValue.of(signed + "." + Base64Text.encodeUrl(signature));
  }

  private static String encode(String text) {
    return Base64Text.encodeUrl(Bytes.of(text));
  }

  private static ObjectValue fields(String headers) {
    // OPA's reader of headers takes all of this for a number.
    if (headers.matches("[-+.0-9eE]+")) {
      return ObjectValue.EMPTY;
    }
    if (headers.isEmpty()) {
      throw badHeader("cannot parse JSON: cannot parse empty string; unparsed tail: \"\"");
    }
    try {
      return GoJson.read(headers) instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    } catch (RegoException e) {
      throw badHeader("cannot parse JSON: " + e.getMessage());
    }
  }

  private static String algorithm(ObjectValue fields) {
    @Nullable Value algorithm = fields.get("alg");
    if (algorithm == null) {
      throw badHeader("jwsbb: header \"alg\" not found");
    }
    if (!(algorithm instanceof StringValue text)) {
      throw badHeader("value doesn't contain string; it contains " + algorithm.typeName());
    }
    return text.text();
  }

  private static RegoException badHeader(String complaint) {
    return Operands.failed("missing or invalid 'alg' header: " + complaint);
  }
}
