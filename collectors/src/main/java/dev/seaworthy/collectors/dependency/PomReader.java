package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.XmlEvents;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code pom.xml}: what its own text decides. A version that its parent or an imported bill
 * of materials decides stands elsewhere; the effective POM has it.
 */
final class PomReader implements XmlEvents.Elements {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
  private static final int MAX_EXPANSIONS = 20;

  private final DependencySet set;
  private final Deque<String> path = new ArrayDeque<>();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> managed = new HashMap<>();
  private final List<Wanted> wanted = new ArrayList<>();
  private Wanted current = new Wanted(new Tree.Mark(0, 0), false);

  /** A dependency or plug-in whose end is not read yet. */
  private static final class Wanted {
    private final Map<String, String> texts = new HashMap<>();
    private final Tree.Mark mark;
    private final boolean managedOnly;

    Wanted(Tree.Mark mark, boolean managedOnly) {
      this.mark = mark;
      this.managedOnly = managedOnly;
    }
  }

  PomReader(DependencySet set) {
    this.set = set;
  }

  void read(SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      XmlEvents.of(in).each(DependencySet.MAX_CHARS, this);
    } catch (XmlEvents.BrokenXmlException e) {
      set.faults().add(e.at(), String.valueOf(e.getMessage()));
    }
    wanted.forEach(this::add);
  }

  @Override
  public void start(XmlEvents at) {
    if (isEntry(at.name())) {
      current = new Wanted(at.mark(), path.contains("dependencyManagement"));
    }
    path.push(at.name());
  }

  private boolean isEntry(String name) {
    return name.equals("dependency") && "dependencies".equals(path.peek());
  }

  @Override
  public void end(String name, String text) {
    path.pop();
    String parent = path.isEmpty() ? "" : path.peek();
    if (parent.equals("properties")) {
      properties.put(name, text);
    } else if (parent.equals("project") || (parent.equals("parent") && path.size() == 2)) {
      // A project without them has those of its parent.
      String key = "project." + name;
      if (parent.equals("project")) {
        properties.put(key, text);
      } else {
        properties.putIfAbsent(key, text);
      }
    } else if (parent.equals("dependency")) {
      current.texts.put(name, text);
    } else if (isEntry(name)) {
      if (current.managedOnly) {
        managed.put(key(current), text(current, "version"));
      }
      wanted.add(current);
    }
  }

  private String key(Wanted one) {
    return text(one, "groupId") + ":" + text(one, "artifactId");
  }

  private String text(Wanted one, String key) {
    return one.texts.getOrDefault(key, "");
  }

  private void add(Wanted one) {
    if (one.managedOnly && !text(one, "scope").equals("import")) {
      return;
    }
    String name = expanded(key(one));
    if (name.startsWith(":") || name.endsWith(":")) {
      set.faults().add(one.mark, "a dependency has no `groupId` or `artifactId`");
      return;
    }
    String own = text(one, "version");
    String version = expanded(own.isEmpty() ? managed.getOrDefault(key(one), "") : own);
    Dependency made = set.of(name, one.mark).requirement(version);
    made.says("group", text(one, "scope").equals("test") ? "test" : "");
    if (version.isEmpty() || version.contains("${")) {
      made.is("elsewhere", true);
    } else if (isExact(version)) {
      made.version(version.replaceAll("[\\[\\]]", ""));
    }
    if (text(one, "scope").equals("system")) {
      made.from(Dependency.Origin.LOCAL);
    }
    set.add(made);
  }

  /** {@code [1.0]} is one version; other brackets are ranges, and some words move. */
  private static boolean isExact(String version) {
    return version.matches("\\[[^,\\[\\]()]+]")
        || (!version.matches(".*[\\[\\](),].*")
            && !version.matches("LATEST|RELEASE")
            && !version.endsWith("-SNAPSHOT"));
  }

  private String expanded(String text) {
    String expanded = text;
    for (int i = 0; i < MAX_EXPANSIONS; i++) {
      Matcher matcher = PROPERTY.matcher(expanded);
      StringBuilder next = new StringBuilder();
      boolean changed = false;
      while (matcher.find()) {
        String value = properties.get(matcher.group(1));
        changed |= value != null;
        matcher.appendReplacement(
            next, Matcher.quoteReplacement(value == null ? matcher.group() : value));
      }
      matcher.appendTail(next);
      if (!changed || next.length() > DependencySet.MAX_CHARS) {
        return changed ? text : expanded;
      }
      expanded = next.toString();
    }
    return text;
  }
}
