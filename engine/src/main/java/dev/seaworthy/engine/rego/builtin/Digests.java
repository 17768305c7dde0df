package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.pki.Hash;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Hashes of text, plain and keyed, in hexadecimal digits. */
final class Digests {
  private Digests() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "crypto.md5" -> hash("MD5");
      case "crypto.sha1" -> hash("SHA-1");
      case "crypto.sha256" -> hash("SHA-256");
      case "crypto.hmac.md5" -> mac("HmacMD5");
      case "crypto.hmac.sha1" -> mac("HmacSHA1");
      case "crypto.hmac.sha256" -> mac("HmacSHA256");
      case "crypto.hmac.sha512" -> mac("HmacSHA512");
      case "crypto.hmac.equal" -> (Builtin.Two) Digests::equal;
      default -> null;
    };
  }

  private static Builtin.One hash(String algorithm) {
    return (budget, text) -> {
      byte[] bytes = bytes(budget, text, 1);
      try {
        return hex(MessageDigest.getInstance(algorithm).digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + algorithm, e);
      }
    };
  }

  private static Builtin.Two mac(String algorithm) {
    return (budget, message, key) ->
        hex(Hash.mac(algorithm, bytes(budget, key, 2), bytes(budget, message, 1)));
  }

  private static Value equal(Budget budget, Value one, Value other) {
    return BooleanValue.of(MessageDigest.isEqual(bytes(budget, one, 1), bytes(budget, other, 2)));
  }

  private static byte[] bytes(Budget budget, Value operand, int position) {
    String text = Operands.text(operand, position);
    budget.steps(text.length());
    budget.allocate(text.length());
    return Bytes.of(text);
  }

  private static Value hex(byte[] bytes) {
    return StringValue.of(HexFormat.of().formatHex(bytes));
  }
}
