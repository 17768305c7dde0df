package dev.seaworthy.engine.disclosure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What one sort of secret looks like.
 *
 * @param anchors in small letters; each text of the shape holds one, whatever its case, so that
 *     most texts need not be searched
 * @param before what stands before the secret and tells it; an expression, empty where it tells
 *     itself
 * @param secret the secret; an expression
 * @param pattern both, the first in group 1, the second in group 2
 */
public record SecretShape(List<String> anchors, String before, String secret, Pattern pattern) {
  public SecretShape {
    anchors = List.copyOf(anchors);
  }

  /** A shape of these anchors, parted by `|`. */
  public static SecretShape of(String anchors, String before, String secret) {
    return new SecretShape(
        List.of(anchors.split("\\|", -1)),
        before,
        secret,
        Pattern.compile("(" + before + ")(" + secret + ")"));
  }

  /** The expression of both, without groups that count. */
  String expression() {
    return "(?:" + before + secret + ")";
  }
}
