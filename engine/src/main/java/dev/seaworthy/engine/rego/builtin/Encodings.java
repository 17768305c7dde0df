package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.GoText;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bytes written as text: base64 and hexadecimal. */
final class Encodings {
  private Encodings() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "base64.encode" -> encode(Base64.getEncoder()::encodeToString);
      case "base64.decode" -> (Builtin.One) Encodings::decode;
      case "base64.is_valid" -> (Builtin.One) Encodings::isBase64;
      case "base64url.encode" -> encode(Base64.getUrlEncoder()::encodeToString);
      case "base64url.encode_no_pad" ->
          encode(Base64.getUrlEncoder().withoutPadding()::encodeToString);
      case "base64url.decode" -> (Builtin.One) Encodings::decodeUrl;
      case "hex.encode" -> encode(HexFormat.of()::formatHex);
      case "hex.decode" -> (Builtin.One) Encodings::decodeHex;
      default -> null;
    };
  }

  private static Builtin.One encode(Function<byte[], String> encoding) {
    return (budget, a) -> {
      String text = Operands.text(a, 1);
      budget.allocate(6L * text.length());
      return StringValue.of(encoding.apply(Bytes.of(text)));
    };
  }

  private static Value decode(Budget budget, Value a) {
    String text = Operands.text(a, 1);
    budget.allocate(3L * text.length());
    return StringValue.of(Bytes.text(Base64Text.decode(text)));
  }

  private static Value isBase64(Budget budget, Value a) {
    try {
      decode(budget, a);
      return BooleanValue.TRUE;
    } catch (RegoException e) {
      if (e.isUndefined()) {
        return BooleanValue.FALSE;
      }
      throw e;
    }
  }

  /** Padding may be left out. */
  private static Value decodeUrl(Budget budget, Value a) {
    String text = Operands.text(a, 1);
    budget.allocate(3L * text.length());
    return StringValue.of(Bytes.text(Base64Text.decodeUrl(text)));
  }

  private static Value decodeHex(Budget budget, Value a) {
    byte[] digits = Bytes.of(Operands.text(a, 1));
    budget.allocate(digits.length);
    byte[] bytes = new byte[digits.length / 2];
    for (int i = 0; i < digits.length; i++) {
      int digit = Character.digit(digits[i], 16);
      if (digit < 0) {
        throw Operands.failed("encoding/hex: invalid byte: " + shown(digits[i] & 0xff));
      }
      if (i / 2 < bytes.length) {
        bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
      }
    }
    if (digits.length % 2 != 0) {
      throw Operands.failed("encoding/hex: odd length hex string");
    }
    return StringValue.of(Bytes.text(bytes));
  }

  private static String shown(int point) {
    String code = String.format("U+%04X", point);
    return GoText.isPrintable(point) ? code + " '" + (char) point + "'" : code;
  }
}
