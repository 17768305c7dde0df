package dev.seaworthy.collectors.image;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What each license text of a document means, once for all packages that have it. */
final class LicenseTerms {
  private LicenseTerms() {}

  /** Each distinct text with its choices; texts that say nothing are left out. */
  static List<Map<String, Object>> of(Collection<String> texts, Map<String, String> references) {
    return new TreeSet<>(texts)
        .stream()
            .filter(text -> !LicenseExpression.saysNothing(text))
            .map(text -> tree(text, LicenseExpression.of(text, references)))
            .toList();
  }

  private static Map<String, Object> tree(String text, LicenseExpression expression) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("text", text);
    tree.put("choices", expression.choices());
    if (!expression.unrecognised().isEmpty()) {
      tree.put("unrecognised", expression.unrecognised());
    }
    return tree;
  }
}
