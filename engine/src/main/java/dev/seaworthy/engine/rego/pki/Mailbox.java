package dev.seaworthy.engine.rego.pki;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A mailbox (RFC 2821): what stands before and behind the at sign. */
record Mailbox(String local, String domain) {
  private static final String ATOM = "!#$%&'*+-/=?^_`{|}~.";

  /** A mailbox with its domain in small letters; null if it is none. */
  static @Nullable Mailbox parse(String text) {
    StringBuilder local = new StringBuilder();
    int end = text.startsWith("\"") ? quoted(text, local) : atom(text, local);
    if (end < 0 || end >= text.length() || text.charAt(end) != '@') {
      return null;
    }
    String domain = text.substring(end + 1);
    return DomainNames.isValid(domain, false)
        ? new Mailbox(local.toString(), domain.toLowerCase(Locale.ROOT))
        : null;
  }

  private static int quoted(String text, StringBuilder local) {
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      boolean isEscaped = c == '\\';
      if (isEscaped) {
        i++;
      }
      char plain = i < text.length() ? text.charAt(i) : 0;
      boolean isSpace = plain == ' ' || plain == 11 || plain == 12;
      boolean isOther = (plain >= 1 && plain <= 9) || (plain >= 14 && plain <= 127);
      boolean isBareTab = plain == 9 && !isEscaped;
      if ((!isSpace && !isOther) || isBareTab) {
        return -1;
      }
      local.append(plain);
    }
    return -1;
  }

  private static int atom(String text, StringBuilder local) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        if (i == text.length()) {
          return -1;
        }
      } else if (!isAtom(c)) {
        break;
      }
      local.append(text.charAt(i++));
    }
    boolean isBad =
        local.isEmpty()
            || local.charAt(0) == '.'
            || local.charAt(local.length() - 1) == '.'
            || local.indexOf("..") >= 0;
    return isBad ? -1 : i;
  }

  private static boolean isAtom(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || ATOM.indexOf(c) >= 0;
  }
}
