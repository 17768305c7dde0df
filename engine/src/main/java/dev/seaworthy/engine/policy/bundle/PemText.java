package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.policy.PolicyException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text armour of keys (RFC 7468): exactly one block, of the type asked for. */
final class PemText {
  private static final Pattern BLOCK =
      Pattern.compile(
          "\\s*-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]*)-----END \\1-----\\s*");

  private PemText() {}

  static byte[] decode(String pem, String type, String label) throws PolicyException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.matches() || !block.group(1).equals(type)) {
      throw refused(type, label);
    }
    try {
      return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw refused(type, label);
    }
  }

  private static PolicyException refused(String type, String label) {
    return new PolicyException(
        "BUNDLE_KEY",
        "`%s` is not one PEM block of type `%s`".formatted(label, type),
        "make a key pair with `seaworthy keys generate`");
  }
}
