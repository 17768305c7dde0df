package dev.seaworthy.engine.policy.diff;

import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What differs between two versions of a bundle. The rules are those of "Versions" in {@code
 * docs/reference/bundle.md}.
 *
 * @param name the bundle's
 * @param from the version before
 * @param to the version after
 * @param changes the gravest first
 */
public record BundleDiff(String name, String from, String to, List<Change> changes) {
  public BundleDiff {
    changes = changes.stream().sorted(Change.ORDER).toList();
  }

  /** Compares two versions of one bundle. */
  public static BundleDiff of(Edition before, Edition after) {
    PolicyBundle old = before.bundle();
    PolicyBundle next = after.bundle();
    List<Change> changes = new ArrayList<>();
    controls(before, after, changes);
    parameters(old, next, changes);
    bundle(before, after, changes);
    return new BundleDiff(next.name(), old.version(), next.version(), changes);
  }

  /** The smallest step of the version that the changes ask for. */
  public VersionStep asked() {
    return changes.stream()
        .map(change -> change.kind().asks())
        .max(Comparator.naturalOrder())
        .orElse(VersionStep.NONE);
  }

  /** The step that the version makes. */
  public VersionStep made() {
    return VersionStep.between(from, to);
  }

  /** Whether the version makes the step that the changes ask for. */
  public boolean isHonest() {
    return made().compareTo(asked()) >= 0;
  }

  /** The smallest version that does. */
  public String least() {
    return asked().after(from);
  }

  /** What no control and no parameter shows. */
  private static void bundle(Edition before, Edition after, List<Change> changes) {
    PolicyBundle old = before.bundle();
    PolicyBundle next = after.bundle();
    boolean sameWords =
        old.title().equals(next.title()) && old.description().equals(next.description());
    if (!sameWords) {
      add(Change.Kind.REWORDED, next, "title or description has other words", changes);
    }
    if (!changes.isEmpty()) {
      return;
    }
    if (!before.rego().equals(after.rego())) {
      add(Change.Kind.REWORDED, next, "comments or layout of its policies differ", changes);
    } else if (!before.runsAs(after)) {
      add(Change.Kind.REBUILT, next, "the same policies are compiled otherwise", changes);
    }
  }

  private static void add(
      Change.Kind kind, PolicyBundle bundle, String what, List<Change> changes) {
    changes.add(new Change(kind, Change.Part.BUNDLE, bundle.name(), what));
  }

  private static void controls(Edition before, Edition after, List<Change> changes) {
    Map<String, Control> old = byName(before.bundle().controls(), Control::id);
    Map<String, Control> next = byName(after.bundle().controls(), Control::id);
    Sources sources = new Sources(before.rego(), after.rego());
    old.forEach(
        (id, control) -> {
          Control other = next.get(id);
          if (other == null) {
            changes.add(
                new Change(Change.Kind.REMOVED, Change.Part.CONTROL, id, "is no longer asked"));
          } else {
            new ControlDiff(control, other, changes).compare(sources);
          }
        });
    next.keySet().stream()
        .filter(id -> !old.containsKey(id))
        .forEach(
            id ->
                changes.add(
                    new Change(
                        Change.Kind.ADDED,
                        Change.Part.CONTROL,
                        id,
                        Objects.requireNonNull(next.get(id)).title())));
  }

  private static void parameters(PolicyBundle old, PolicyBundle next, List<Change> changes) {
    for (Parameter parameter : old.parameters()) {
      next.parameter(parameter.name())
          .ifPresentOrElse(
              other -> new ParameterDiff(parameter, other, changes).compare(),
              () ->
                  changes.add(
                      new Change(
                          Change.Kind.REMOVED,
                          Change.Part.PARAMETER,
                          parameter.name(),
                          "can no longer be set")));
    }
    for (Parameter parameter : next.parameters()) {
      if (old.parameter(parameter.name()).isEmpty()) {
        changes.add(
            new Change(
                Change.Kind.ADDED,
                Change.Part.PARAMETER,
                parameter.name(),
                "default `%s`".formatted(parameter.defaultValue())));
      }
    }
  }

  private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
    return all.stream()
        .collect(Collectors.toMap(name, Function.identity(), (one, other) -> one, TreeMap::new));
  }
}
