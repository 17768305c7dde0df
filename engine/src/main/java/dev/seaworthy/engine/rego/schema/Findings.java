package dev.seaworthy.engine.rego.schema;

import java.util.ArrayList;
import java.util.List;

/** Where a document does not fit a schema, and how near it comes. */
final class Findings {
  /**
   * One place that does not fit.
   *
   * @param type the keyword, in OPA's words
   * @param field where it is: names and positions with dots between
   */
  record Finding(String type, String field, String description) {}

  private final List<Finding> list = new ArrayList<>();
  private final Runnable step;
  private int score;

  /**
   * @param step called for each finding
   */
  Findings(Runnable step) {
    this.step = step;
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  List<Finding> list() {
    return list;
  }

  void add(String type, String field, String description) {
    step.run();
    list.add(new Finding(type, field, description));
    score -= 2;
  }

  void addAll(Findings others) {
    list.addAll(others.list);
    score += others.score;
  }

  /** Counts something that was compared. */
  void count() {
    score++;
  }

  /** Whether this is a better match than another. */
  boolean isBetterThan(Findings other) {
    return score > other.score;
  }
}
