package dev.seaworthy.engine.policy.diff;

import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares two versions of one control. */
final class ControlDiff {
  private final Control before;
  private final Control after;
  private final List<Change> changes;

  ControlDiff(Control before, Control after, List<Change> changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  void compare(Sources sources) {
    // Constants stand in order of weight: the worst severity and the earliest gate first.
    step(
        "severity",
        before.severity().id(),
        after.severity().id(),
        before.severity().compareTo(after.severity()));
    step("stage", before.stage().id(), after.stage().id(), before.stage().compareTo(after.stage()));
    step("scope", id(before.scope()), id(after.scope()), after.scope().compareTo(before.scope()));
    evidence();
    rules();
    parameters();
    words();
    sources
        .changed(before.entrypoint())
        .forEach(file -> add(Change.Kind.CHANGED, "`%s` decides otherwise".formatted(file)));
  }

  /** A fact with an order; negative where the control lost by it. */
  private void step(String what, String was, String is, int order) {
    if (order != 0) {
      add(
          order < 0 ? Change.Kind.WEAKENED : Change.Kind.STRENGTHENED,
          "%s `%s` became `%s`".formatted(what, was, is));
    }
  }

  /** Evidence that is no longer asked for cannot be missing any more: unknown becomes pass. */
  private void evidence() {
    missing(before.needs(), after.needs())
        .forEach(kind -> add(Change.Kind.WEAKENED, "no longer needs `%s`".formatted(kind)));
    missing(after.needs(), before.needs())
        .forEach(kind -> add(Change.Kind.STRENGTHENED, "also needs `%s`".formatted(kind)));
    unseen(before.reads(), after.kinds().toList())
        .forEach(pattern -> add(Change.Kind.WEAKENED, lessRead(pattern)));
    unseen(after.reads(), before.kinds().toList())
        .forEach(pattern -> add(Change.Kind.STRENGTHENED, "also reads `%s`".formatted(pattern)));
  }

  /** What a control no longer sees of a kind; it may still see some of it. */
  private String lessRead(String pattern) {
    List<String> left =
        after
            .kinds()
            .filter(EvidencePattern::isNarrow)
            .filter(one -> EvidencePattern.kindIn(one).equals(pattern))
            .map("`%s`"::formatted)
            .sorted()
            .toList();
    return left.isEmpty()
        ? "no longer reads `%s`".formatted(pattern)
        : "reads of `%s` only %s".formatted(pattern, String.join(", ", left));
  }

  private void rules() {
    missing(before.rules().keySet(), after.rules().keySet())
        .forEach(rule -> add(Change.Kind.WEAKENED, "no longer fails by `%s`".formatted(rule)));
    missing(after.rules().keySet(), before.rules().keySet())
        .forEach(rule -> add(Change.Kind.STRENGTHENED, "also fails by `%s`".formatted(rule)));
    Map<String, Control.Rule> common = new TreeMap<>(before.rules());
    common.keySet().retainAll(after.rules().keySet());
    common.forEach(
        (rule, words) -> {
          if (!words.equals(after.rules().get(rule))) {
            add(Change.Kind.REWORDED, "rule `%s` has other words".formatted(rule));
          }
        });
  }

  private void parameters() {
    missing(before.parameters(), after.parameters())
        .forEach(name -> add(Change.Kind.CHANGED, "no longer reads `%s`".formatted(name)));
    missing(after.parameters(), before.parameters())
        .forEach(name -> add(Change.Kind.CHANGED, "also reads `%s`".formatted(name)));
  }

  private void words() {
    boolean same =
        before.title().equals(after.title()) && before.description().equals(after.description());
    if (!same) {
      add(Change.Kind.REWORDED, "title or description has other words");
    }
    if (!Objects.equals(before.mappings(), after.mappings())) {
      add(Change.Kind.REWORDED, "maps to other controls of frameworks");
    }
  }

  private void add(Change.Kind kind, String what) {
    changes.add(new Change(kind, Change.Part.CONTROL, after.id(), what));
  }

  private static String id(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  /** What is missing, and not seen as part of its whole kind either. */
  private static Stream<String> unseen(List<String> from, List<String> in) {
    return missing(from, in).filter(one -> !in.contains(EvidencePattern.kindIn(one)));
  }

  private static Stream<String> missing(Collection<String> from, Collection<String> in) {
    return new TreeSet<>(from).stream().filter(one -> !in.contains(one));
  }
}
