package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;

/** Text inside XML 1.0, which cannot hold most control characters in any form. */
public final class XmlText {
  private XmlText() {}

  /** {@code text}, escaped, with what XML cannot hold spelled out. */
  public static String of(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\ufffe", "\\ufffe")
        .replace("\uffff", "\\uffff");
  }
}
