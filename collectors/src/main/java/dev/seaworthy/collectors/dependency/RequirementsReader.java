package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a requirements or constraints file of pip. */
final class RequirementsReader {
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");
  private static final Pattern OPTION =
      Pattern.compile(
          "\\s--?(hash|config-settings?|global-option|install-option)[=\\s]\\s*(\"[^\"]*\"|\\S+)");
  private static final Pattern INCLUDE =
      Pattern.compile("(?:-(r|c)\\s*|--(requirement|constraint)[=\\s]\\s*)(\\S.*)");
  private static final Pattern EDITABLE = Pattern.compile("(?:-e\\s*|--editable[=\\s]\\s*)(\\S.*)");

  private final DependencySet set;

  RequirementsReader(DependencySet set) {
    this.set = set;
  }

  private record Logical(String text, int line) {}

  void read(String text) {
    logicalLines(text).forEach(this::line);
  }

  /** A backslash joins a line to the next, comments do not. */
  private List<Logical> logicalLines(String text) {
    List<Logical> all = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    int first = 0;
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      first = joined.isEmpty() ? i + 1 : first;
      String line = COMMENT.matcher(lines[i]).replaceFirst("");
      boolean goesOn = line.endsWith("\\") && i + 1 < lines.length;
      joined.append(goesOn ? line.substring(0, line.length() - 1) + " " : line);
      if (!goesOn) {
        all.add(new Logical(joined.toString().strip(), first));
        joined.setLength(0);
      }
    }
    return all;
  }

  private void line(Logical line) {
    Tree.Mark at = new Tree.Mark(line.line(), 1);
    String text = line.text();
    Matcher include = INCLUDE.matcher(text);
    Matcher editable = EDITABLE.matcher(text);
    if (text.isEmpty()) {
      return;
    }
    if (include.matches()) {
      boolean constraint = "c".equals(include.group(1)) || "constraint".equals(include.group(2));
      set.includes(include.group(3).strip(), constraint ? "constraints" : "requirements");
    } else if (editable.matches()) {
      requirement(editable.group(1), at).ifPresent(one -> set.add(one.is("editable", true)));
    } else if (!text.startsWith("-")) {
      requirement(text, at).ifPresent(set::add);
    }
  }

  private Optional<Dependency> requirement(String text, Tree.Mark at) {
    List<String> hashes = new ArrayList<>();
    Matcher options = OPTION.matcher(text);
    int end = text.length();
    while (options.find()) {
      end = Math.min(end, options.start());
      if (options.group(1).equals("hash")) {
        hashes.add(options.group(2));
      }
    }
    String bare = text.substring(0, end).strip();
    Optional<Dependency> one =
        DependencySet.isShort(bare) ? PythonRequirement.read(bare, set, at) : Optional.empty();
    if (one.isEmpty()) {
      set.faults().add(at, "the line is no requirement that pip knows");
    }
    for (String hash : hashes) {
      if (hash.matches("(sha256|sha384|sha512):[0-9a-fA-F]+")) {
        one.ifPresent(known -> known.hash(hash));
      } else {
        set.faults().add(at, "a hash is not of the form `sha256:…`");
      }
    }
    return one;
  }
}
