package dev.seaworthy.collectors.concealment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Conceals base64 of a text that holds a secret. */
final class Encoded {
  /** Shorter ones are words as well. */
  private static final int SHORTEST = 24;

  private static final int LONGEST = 2_000_000;

  /** How PEM and the logins of registries in JSON begin, as no other word does. */
  private static final List<String> BEGINNINGS =
      List.of(
          "LS0tLS1CRUdJTi", "eyJhdXRocyI6", "eyAiYXV0aHMi", "ewogICJhdXRocyI6", "ewoJImF1dGhzIjog");

  private Encoded() {}

  /** Whether {@code text} may hold such base64. */
  static boolean mayBeIn(String text) {
    return text.length() >= SHORTEST
        && (isWhole(text) || BEGINNINGS.stream().anyMatch(text::contains));
  }

  /**
   * @param inner conceals the secrets of what is decoded
   */
  static String concealed(String text, UnaryOperator<String> inner) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return text;
    }
    if (isWhole(text)) {
      return holdsSecret(text, inner) ? Mark.TEXT : text;
    }
    String without = text;
    for (String beginning : BEGINNINGS) {
      without = concealed(without, beginning, inner);
    }
    return without;
  }

  private static String concealed(String text, String beginning, UnaryOperator<String> inner) {
    StringBuilder without = new StringBuilder();
    int done = 0;
    for (int at = text.indexOf(beginning);
        at >= 0;
        at = text.indexOf(beginning, Math.max(at + 1, done))) {
      int end = at;
      while (end < text.length() && isOfBase64(text.charAt(end))) {
        end++;
      }
      if (holdsSecret(text.substring(at, end), inner)) {
        without.append(text, done, at).append(Mark.TEXT);
        done = end;
      } else {
        at = end;
      }
    }
    return done == 0 ? text : without.append(text, done, text.length()).toString();
  }

  /** Base64 of that length has letters of both sizes; names of objects have not. */
  private static boolean isWhole(String text) {
    boolean capital = false;
    boolean small = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isOfBase64(c) && c != '\n' && c != '\r') {
        return false;
      }
      capital |= c >= 'A' && c <= 'Z';
      small |= c >= 'a' && c <= 'z';
    }
    return capital && small;
  }

  private static boolean isOfBase64(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "+/=-_".indexOf(c) >= 0);
  }

  private static boolean holdsSecret(String encoded, UnaryOperator<String> inner) {
    return decoded(encoded).filter(text -> !inner.apply(text).equals(text)).isPresent();
  }

  /** The text, if it is one. */
  private static Optional<String> decoded(String encoded) {
    String plain = encoded.replace('-', '+').replace('_', '/').replace("\n", "").replace("\r", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(plain);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
