package dev.seaworthy.cli.impact;

import java.util.List;
import java.util.Map;

/**
 * What a change does of one sort.
 *
 * @param id {@code gained}, {@code lost}…
 * @param sign that lines begin with: {@code +}, {@code -} or {@code ~}
 * @param count how many there are
 * @param first as many as are kept, the worst first
 */
public record Effects(String id, String sign, long count, List<Effect> first) {
  /** A longer list tells nobody more; the commands that compare two states list all. */
  private static final int MOST = 1_000;

  public Effects {
    first = List.copyOf(first);
  }

  static Effects of(String id, String sign, List<Effect> all) {
    return new Effects(id, sign, all.size(), all.subList(0, Math.min(MOST, all.size())));
  }

  Map<String, Object> toTree() {
    return Map.of("count", count, "first", first.stream().map(Effect::tree).toList());
  }
}
