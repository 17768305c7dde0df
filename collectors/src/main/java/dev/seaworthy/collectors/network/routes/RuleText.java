package dev.seaworthy.collectors.network.routes;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A rule of a Traefik router as evidence shows it. */
public final class RuleText {
  private static final long MAX_EXACT = (1L << 53) - 1;

  private RuleText() {}

  /** The rule as {@code match}, and its {@code alternatives} or why it is {@code unreadable}. */
  public static Map<String, Object> describe(String rule) {
    Map<String, Object> content = new TreeMap<>();
    content.put("match", rule);
    try {
      content.put(
          "alternatives",
          TraefikRule.alternatives(rule).stream()
              .map(all -> all.stream().map(Constraint::toTree).toList())
              .toList());
    } catch (UnreadableRuleException e) {
      content.put("unreadable", String.valueOf(e.getMessage()));
    }
    return content;
  }

  /**
   * Traefik takes a rule without priority, or with 0, by its length in bytes. What is beyond exact
   * JSON numbers, as its own routers have it, is cut to those.
   */
  public static long priority(long written, String rule) {
    return written == 0
        ? rule.getBytes(StandardCharsets.UTF_8).length
        : Math.max(-MAX_EXACT, Math.min(MAX_EXACT, written));
  }
}
