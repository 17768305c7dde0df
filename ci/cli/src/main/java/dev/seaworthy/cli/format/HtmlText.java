package dev.seaworthy.cli.format;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Status;
import java.time.Instant;

/** Text from outside as HTML: whatever it holds, it is text and no markup. */
final class HtmlText {
  /** Enough of a digest to tell it from others on a page that also shows it whole. */
  private static final int SHORT_DIGEST = "sha256:".length() + 12;

  private HtmlText() {}

  /** Text between tags, or in an attribute in double quotes. */
  static String of(String text) {
    return XmlText.of(text);
  }

  /** Text in which backticks set off names. */
  static String prose(String text) {
    return of(text).replaceAll("`([^`]*)`", "<code>$1</code>");
  }

  static String code(String text) {
    return "<code>" + of(text) + "</code>";
  }

  static String time(Instant instant) {
    return "<time datetime=\"%s\">%s</time>".formatted(instant, instant);
  }

  /** A sign beside a status, for who does not see colours; the word alone is read out. */
  static String sign(Status status) {
    String sign =
        switch (status) {
          case PASS, WAIVED, NOT_APPLICABLE -> "✓";
          case FAIL -> "✗";
          case UNKNOWN -> "?";
        };
    return "<span aria-hidden=\"true\">" + sign + "</span>";
  }

  /** The beginning of a digest. */
  static String shortened(Digest digest) {
    return of(digest.toString().substring(0, SHORT_DIGEST)) + "…";
  }
}
