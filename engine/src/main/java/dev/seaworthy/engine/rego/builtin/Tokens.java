package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.jose.JoseKey;
import dev.seaworthy.engine.rego.jose.JwsAlgorithm;
import dev.seaworthy.engine.rego.jose.Token;
import dev.seaworthy.engine.rego.jose.TokenHeader;
import dev.seaworthy.engine.rego.jose.TokenKeys;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** JSON Web Tokens: reading them, and checking who signed them. */
final class Tokens {
  /** What checking a signature takes, in steps: enough to look at the clock. */
  private static final int SIGNATURE_STEPS = 10_000;

  private static final int BYTES_A_CHARACTER = 8;

  private Tokens() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "io.jwt.decode" -> (Builtin.One) Tokens::decode;
      case "io.jwt.decode_verify" -> (Builtin.Two) TokenConstraints::decodeAndVerify;
      case "io.jwt.encode_sign" -> (Builtin.Three) TokenSigning::sign;
      case "io.jwt.encode_sign_raw" -> (Builtin.Three) TokenSigning::signRaw;
      case "io.jwt.verify_hs256" -> secret(JwsAlgorithm.HS256);
      case "io.jwt.verify_hs384" -> secret(JwsAlgorithm.HS384);
      case "io.jwt.verify_hs512" -> secret(JwsAlgorithm.HS512);
      case "io.jwt.verify_rs256" -> key(JwsAlgorithm.RS256);
      case "io.jwt.verify_rs384" -> key(JwsAlgorithm.RS384);
      case "io.jwt.verify_rs512" -> key(JwsAlgorithm.RS512);
      case "io.jwt.verify_ps256" -> key(JwsAlgorithm.PS256);
      case "io.jwt.verify_ps384" -> key(JwsAlgorithm.PS384);
      case "io.jwt.verify_ps512" -> key(JwsAlgorithm.PS512);
      case "io.jwt.verify_es256" -> key(JwsAlgorithm.ES256);
      case "io.jwt.verify_es384" -> key(JwsAlgorithm.ES384);
      case "io.jwt.verify_es512" -> key(JwsAlgorithm.ES512);
      case "io.jwt.verify_eddsa" -> key(JwsAlgorithm.EDDSA);
      default -> null;
    };
  }

  /** The text of an argument that is about to be parsed. */
  static String text(Budget budget, Value operand, int position) {
    String text = Operands.text(operand, position);
    budget.steps(text.length());
    budget.allocate((long) BYTES_A_CHARACTER * text.length());
    return text;
  }

  private static Value decode(Budget budget, Value operand) {
    String text = text(budget, operand, 1);
    while (true) {
      Token token = Token.of(text);
      ObjectValue header = token.header();
      byte[] payload = token.payload();
      if (!isNested(header)) {
        ObjectValue claims = Token.object(payload);
        String signature = HexFormat.of().formatHex(token.namedSignature());
        return ArrayValue.of(header, claims, StringValue.of(signature));
      }
      text = unquoted(Bytes.text(payload));
    }
  }

  private static boolean isNested(ObjectValue header) {
    Value contentType = header.get("cty");
    if (contentType == null) {
      return false;
    }
    if (!(contentType instanceof StringValue type)) {
      throw Operands.failed("cty: must be a string");
    }
    return type.text().equals("JWT");
  }

  /** A token within a token may be written as a JSON string. */
  private static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isQuote(text.charAt(from))) {
      from++;
    }
    while (from < to && isQuote(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static Builtin.Two secret(JwsAlgorithm algorithm) {
    return (budget, text, secret) -> {
      String encoded = text(budget, text, 1);
      JoseKey key = JoseKey.of(Bytes.of(text(budget, secret, 2)));
      Token token = Token.of(encoded);
      byte[] signature = token.signature();
      return BooleanValue.of(algorithm.verifiesLoosely(key, token.signed(), signature));
    };
  }

  private static Builtin.Two key(JwsAlgorithm algorithm) {
    return (budget, text, keyText) -> {
      Token token = Token.of(text(budget, text, 1));
      TokenKeys keys = TokenKeys.of(text(budget, keyText, 2));
      byte[] signature = token.signature();
      TokenHeader header = TokenHeader.of(token.header());
      byte[] signed = token.signed();
      return BooleanValue.of(
          keys.anyFits(
              header,
              key -> {
                budget.steps(SIGNATURE_STEPS);
                return algorithm.verifiesLoosely(key, signed, signature);
              }));
    };
  }
}
