package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.jose.JoseKey;
import dev.seaworthy.engine.rego.jose.JwsAlgorithm;
import dev.seaworthy.engine.rego.jose.Token;
import dev.seaworthy.engine.rego.jose.TokenHeader;
import dev.seaworthy.engine.rego.jose.TokenKeys;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a token must satisfy, and the check that it does (RFC 7519, section 7.2). */
final class TokenConstraints {
  private static final double NANOS = 1e9;
  private static final int SIGNATURE_STEPS = 10_000;
  private static final Value UNVERIFIED =
      ArrayValue.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY);

  private @Nullable TokenKeys keys;
  private String secret = "";
  private String algorithm = "";
  private String issuer = "";
  private String audience = "";
  private @Nullable Double nanos;

  private TokenConstraints() {}

  static Value decodeAndVerify(Budget budget, Value text, Value constraints) {
    TokenConstraints wanted = new TokenConstraints();
    ObjectValue object = Operands.object(constraints, 2);
    object.sort();
    for (int i = 0; i < object.size(); i++) {
      wanted.read(budget, object.keyAt(i), object.valueAt(i));
    }
    wanted.requireKey();
    return wanted.check(budget, Tokens.text(budget, text, 1));
  }

  private void read(Budget budget, Value key, Value value) {
    String name = key instanceof StringValue text ? text.text() : key.toString();
    switch (name) {
      case "cert" -> {
        text(name, value);
        keys = TokenKeys.of(Tokens.text(budget, value, 2));
      }
      case "secret" -> secret = text(name, value);
      case "alg" -> algorithm = text(name, value);
      case "iss" -> issuer = text(name, value);
      case "aud" -> audience = text(name, value);
      case "time" -> nanos = time(value);
      default -> throw Operands.failed("unknown token validation constraint: " + name);
    }
  }

  private static String text(String name, Value value) {
    if (value instanceof StringValue text) {
      return text.text();
    }
    throw Operands.failed(name + " constraint: must be a string");
  }

  private static double time(Value value) {
    if (!(value instanceof NumberValue number)) {
      throw Operands.failed("token time constraint: must be a number");
    }
    double time = number.decimal().doubleValue();
    if (Double.isInfinite(time)) {
      throw Operands.failed("token time constraint: unvalid float64");
    }
    if (time < 0) {
      throw Operands.failed("token time constraint: must not be negative");
    }
    return time;
  }

  private void requireKey() {
    if (keys != null && !secret.isEmpty()) {
      throw Operands.failed("duplicate key constraints");
    }
    if (keys == null && secret.isEmpty()) {
      throw Operands.failed("no key constraint");
    }
  }

  private Value check(Budget budget, String encoded) {
    String text = encoded;
    while (true) {
      Token token = Token.of(text);
      ObjectValue fields = token.header();
      TokenHeader header = TokenHeader.of(fields);
      boolean isWanted = algorithm.isEmpty() || algorithm.equals(header.algorithm());
      if (!header.isValid() || !isWanted) {
        return UNVERIFIED;
      }
      byte[] signature = token.signature();
      if (!isSigned(budget, header, token.signed(), signature)) {
        return UNVERIFIED;
      }
      byte[] payload = token.payload();
      if (!header.isNested()) {
        ObjectValue claims = Token.object(payload);
        return fits(claims) ? ArrayValue.of(BooleanValue.TRUE, fields, claims) : UNVERIFIED;
      }
      text = Bytes.text(payload);
    }
  }

  private boolean isSigned(Budget budget, TokenHeader header, byte[] signed, byte[] signature) {
    Optional<JwsAlgorithm> named = algorithm(header.algorithm());
    if (named.isEmpty()) {
      return false;
    }
    TokenKeys known = keys;
    if (known == null) {
      JoseKey key = JoseKey.of(Bytes.of(secret));
      return named.get().verifies(key, signed, signature);
    }
    return known.anyFits(
        header,
        key -> {
          budget.steps(SIGNATURE_STEPS);
          return named.get().verifies(key, signed, signature);
        });
  }

  /** RFC 9864 names the curve. */
  private static Optional<JwsAlgorithm> algorithm(String name) {
    return name.equals("Ed25519") ? Optional.of(JwsAlgorithm.EDDSA) : JwsAlgorithm.named(name);
  }

  private boolean fits(ObjectValue claims) {
    return hasIssuer(claims) && hasAudience(claims) && isCurrent(claims);
  }

  private boolean hasIssuer(ObjectValue claims) {
    Value claimed = claims.get("iss");
    if (issuer.isEmpty() || claimed == null) {
      return issuer.isEmpty();
    }
    if (!(claimed instanceof StringValue text)) {
      throw Operands.failed("iss value must be a string");
    }
    return text.text().equals(issuer);
  }

  private boolean hasAudience(ObjectValue claims) {
    Value claimed = claims.get("aud");
    if (claimed == null) {
      return audience.isEmpty();
    }
    StringValue wanted = StringValue.of(audience);
    if (claimed instanceof ArrayValue all) {
      for (int i = 0; i < all.size(); i++) {
        if (all.at(i).equals(wanted)) {
          return true;
        }
      }
    }
    return claimed.equals(wanted);
  }

  private boolean isCurrent(ObjectValue claims) {
    BigDecimal expires = seconds(claims, "exp");
    BigDecimal begins = seconds(claims, "nbf");
    if (expires == null && begins == null) {
      return true;
    }
    if (nanos == null) {
      throw Operands.failed("token time constraint: `time` is missing, and the clock is not read");
    }
    BigDecimal now = BigDecimal.valueOf(nanos / NANOS);
    return (expires == null || now.compareTo(expires) < 0)
        && (begins == null || now.compareTo(begins) >= 0);
  }

  private static @Nullable BigDecimal seconds(ObjectValue claims, String name) {
    Value value = claims.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof NumberValue number)) {
      throw Operands.failed(name + " value must be a number");
    }
    return number.decimal();
  }
}
