package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.Utf8;

/** Text as Go's {@code time} package quotes it in messages. */
final class TimeText {
  private TimeText() {}

  static String quote(String text) {
    String bytes = Utf8.bytes(text);
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ' && c < 0x80) {
        out.append(c);
      } else {
        out.append("\\x%02x".formatted((int) c));
      }
    }
    return out.append('"').toString();
  }
}
