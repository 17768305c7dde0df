package dev.seaworthy.cli.policy;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shared policies that others lean on. A bundle carries these and no more, so that its digest
 * stays when a shared policy it does not use changes.
 */
final class Imports {
  private static final Pattern REFERENCE =
      Pattern.compile("\\bdata\\.seaworthy\\.lib(\\.[a-z0-9_]+)?");
  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^package\\s+seaworthy\\.lib(\\.[a-z0-9_]+)?");

  private final Map<String, String> lib;

  Imports(Map<String, String> lib) {
    this.lib = lib;
  }

  /** The shared policies that these policies reach, by file name. */
  SortedMap<String, String> of(Collection<String> policies) {
    SortedMap<String, String> reached = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(policies);
    while (!open.isEmpty()) {
      Matcher reference = REFERENCE.matcher(open.pop());
      while (reference.find()) {
        String wanted = reference.group(1);
        lib.forEach(
            (name, text) -> {
              if (isOf(text, wanted) && reached.put(name, text) == null) {
                open.push(text);
              }
            });
      }
    }
    return reached;
  }

  /** A reference without a name below {@code lib} may mean any. */
  private static boolean isOf(String text, @org.jspecify.annotations.Nullable String wanted) {
    Matcher declared = PACKAGE.matcher(text);
    return wanted == null || (declared.find() && wanted.equals(declared.group(1)));
  }
}
