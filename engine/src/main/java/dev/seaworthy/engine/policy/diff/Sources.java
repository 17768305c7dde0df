package dev.seaworthy.engine.policy.diff;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policies of two versions of a bundle, and which of them decide otherwise. */
final class Sources {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([A-Za-z0-9_.]+)");
  private static final Pattern REFERENCE = Pattern.compile("\\bdata\\.([A-Za-z0-9_.]+)");

  private final SortedMap<String, String> before;
  private final SortedMap<String, String> after;

  Sources(Map<String, String> before, Map<String, String> after) {
    this.before = code(before);
    this.after = code(after);
  }

  /** Files behind an entry point whose code differs, comments and layout aside. */
  SortedSet<String> changed(String entrypoint) {
    String start = start(entrypoint);
    SortedSet<String> files = new TreeSet<>(reached(before, start));
    files.addAll(reached(after, start));
    files.removeIf(file -> before.getOrDefault(file, "").equals(after.getOrDefault(file, "")));
    return files;
  }

  /** The digest of the code behind an entry point, comments and layout aside. */
  static Digest digest(Map<String, String> files, String entrypoint) {
    SortedMap<String, String> code = code(files);
    code.keySet().retainAll(reached(code, start(entrypoint)));
    return CanonicalJson.of(code).digest();
  }

  private static String start(String entrypoint) {
    return entrypoint.replaceFirst("/[^/]*$", "").replace('/', '.');
  }

  private static SortedSet<String> reached(SortedMap<String, String> code, String start) {
    SortedSet<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String wanted = open.pop();
      code.forEach(
          (file, text) -> {
            if (isOf(text, wanted) && reached.add(file)) {
              Matcher reference = REFERENCE.matcher(text);
              while (reference.find()) {
                open.push(reference.group(1));
              }
            }
          });
    }
    return reached;
  }

  /** A reference may name a package, something in it, or packages below it. */
  private static boolean isOf(String text, String wanted) {
    Matcher declared = PACKAGE.matcher(text);
    return declared.find()
        && ((wanted + ".").startsWith(declared.group(1) + ".")
            || declared.group(1).startsWith(wanted + "."));
  }

  private static SortedMap<String, String> code(Map<String, String> files) {
    SortedMap<String, String> code = new TreeMap<>();
    files.forEach((name, text) -> code.put(name, RegoCode.of(text)));
    return code;
  }
}
