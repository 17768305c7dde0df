package dev.seaworthy.collectors.concealment;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A question about names, whose answers are kept: thousands of objects have the same fields. */
final class NamesAnswered {
  /** More are none of a schema's. */
  private static final int MOST = 4_000;

  private final Predicate<String> question;
  private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

  NamesAnswered(Predicate<String> question) {
    this.question = question;
  }

  boolean of(String name) {
    Boolean known = answers.get(name);
    if (known != null) {
      return known;
    }
    boolean answer = question.test(name);
    if (answers.size() < MOST) {
      answers.put(name, answer);
    }
    return answer;
  }
}
