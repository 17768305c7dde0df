package dev.seaworthy.collectors.testing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One test and how it ended. What it printed is not kept: tests print secrets.
 *
 * @param suite the suite it stands in
 * @param className its class or file
 * @param name its own
 * @param flaky whether it failed before it passed
 */
record TestCase(String suite, String className, String name, Outcome outcome, boolean flaky) {
  enum Outcome {
    PASSED,
    FAILED,
    ERROR,
    SKIPPED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern MODULE =
      Pattern.compile("(?:^|\\.)addons\\.([^.]+)\\.tests(?:\\.|$)");

  /** The Odoo module that the test is in. */
  private Optional<String> module() {
    Matcher module = MODULE.matcher(className);
    return module.find() ? Optional.of(module.group(1)) : Optional.empty();
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("suite", suite);
    tree.put("class", className);
    tree.put("name", name);
    tree.put("outcome", outcome.word());
    if (flaky) {
      tree.put("flaky", true);
    }
    module().ifPresent(module -> tree.put("module", module));
    return tree;
  }
}
