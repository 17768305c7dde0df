package dev.seaworthy.collectors.concealment;

import java.util.Locale;

/**
 * What stands where a secret stood. It counts as a literal for the controls that look for literal
 * secrets, and tells nothing of the secret, neither its length nor a digest that could be tried.
 */
final class Mark {
  /** The underscore keeps it apart from names of objects. */
  static final String TEXT = "concealed_by_seaworthy";

  /** In the place of a value that could have been the name of an object. */
  private static final String AS_NAME = "concealed-by-seaworthy";

  private Mark() {}

  /** The mark for {@code secret} under {@code name}: what could have been a name stays one. */
  static String under(String name, String secret) {
    return SecretNames.isReference(name) && SecretNames.couldBeObject(secret) ? AS_NAME : TEXT;
  }

  /** Whether {@code text} was concealed before. */
  static boolean isIn(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    return plain.contains(TEXT) || plain.contains(AS_NAME);
  }
}
