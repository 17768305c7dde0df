package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.Utf8;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces texts within a text in one pass from left to right. Where several fit, the one that was
 * named first counts, as in Go's <a href="https://pkg.go.dev/strings#Replacer">Replacer</a>.
 */
final class Replacements {
  private record Pair(String old, String replacement) {}

  private final Budget budget;
  private final Map<Character, List<Pair>> byFirst = new HashMap<>();
  private @Nullable String forNothing;

  private Replacements(Budget budget) {
    this.budget = budget;
  }

  static Value replace(Budget budget, Value a, Value b, Value c) {
    String text = Operands.text(a, 1);
    Pair pair = new Pair(Operands.text(b, 2), Operands.text(c, 3));
    return pair.old.isEmpty() ? replaced(budget, text, List.of(pair)) : one(budget, text, pair);
  }

  private static Value one(Budget budget, String text, Pair pair) {
    TextSearch search = new TextSearch(budget, pair.old);
    BudgetedText result = new BudgetedText(budget);
    int copied = 0;
    for (int found = search.in(text, 0); found >= 0; found = search.in(text, copied)) {
      result.append(text, copied, found).append(pair.replacement);
      copied = found + pair.old.length();
    }
    return StringValue.of(result.append(text, copied, text.length()).toString());
  }

  static Value replaceAll(Budget budget, Value a, Value b) {
    ObjectValue patterns = Operands.object(a, 1).sort();
    String text = Operands.text(b, 2);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      budget.step();
      if (!(patterns.keyAt(i) instanceof StringValue old)) {
        throw Operands.error(1, "non-string key found in pattern object");
      }
      if (!(patterns.valueAt(i) instanceof StringValue replacement)) {
        throw Operands.error(1, "non-string value found in pattern object");
      }
      pairs.add(new Pair(old.text(), replacement.text()));
    }
    return replaced(budget, text, pairs);
  }

  private static Value replaced(Budget budget, String text, List<Pair> pairs) {
    boolean betweenBytes = pairs.stream().anyMatch(pair -> pair.old.isEmpty());
    Replacements replacements = new Replacements(budget);
    for (Pair pair : pairs) {
      replacements.add(
          betweenBytes ? new Pair(Utf8.bytes(pair.old), Utf8.bytes(pair.replacement)) : pair);
    }
    if (!betweenBytes) {
      return StringValue.of(replacements.in(text));
    }
    // Nothing is found between any two bytes, even within a character.
    return StringValue.of(Utf8.text(replacements.in(Utf8.bytes(text))));
  }

  private void add(Pair pair) {
    if (pair.old.isEmpty()) {
      forNothing = pair.replacement;
    } else {
      byFirst.computeIfAbsent(pair.old.charAt(0), ignored -> new ArrayList<>()).add(pair);
    }
  }

  private String in(String text) {
    BudgetedText result = new BudgetedText(budget);
    int copied = 0;
    boolean wasNothing = false;
    int at = 0;
    while (at <= text.length()) {
      budget.step();
      // The empty text comes first in order, so it counts first; but not twice in one place.
      boolean isNothing = forNothing != null && !wasNothing;
      Pair pair = isNothing || at == text.length() ? null : at(text, at);
      if (isNothing || pair != null) {
        result.append(text, copied, at);
        result.append(pair != null ? pair.replacement : String.valueOf(forNothing));
        at += pair != null ? pair.old.length() : 0;
        copied = at;
      } else {
        at++;
      }
      wasNothing = isNothing;
    }
    return result.append(text, copied, text.length()).toString();
  }

  private @Nullable Pair at(String text, int position) {
    for (Pair pair : byFirst.getOrDefault(text.charAt(position), List.of())) {
      budget.steps(1L + pair.old.length() / 16);
      if (text.startsWith(pair.old, position)) {
        return pair;
      }
    }
    return null;
  }
}
