package dev.seaworthy.cli.impact;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.diff.BundleDiff;
import dev.seaworthy.engine.policy.diff.Change;
import dev.seaworthy.engine.policy.diff.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What judges the release otherwise: its bundles, their versions and controls. */
final class BundlesImpact {
  static final Part NOTHING = new BundlesImpact().part();

  private final List<Effect> removed = new ArrayList<>();
  private final List<Effect> changed = new ArrayList<>();
  private final List<Effect> added = new ArrayList<>();

  private BundlesImpact() {}

  static Part of(ImpactSide before, ImpactSide after) {
    // A side without anything to judge was judged by nothing.
    if (before.bundles().isEmpty() || after.bundles().isEmpty()) {
      return NOTHING;
    }
    BundlesImpact impact = new BundlesImpact();
    SortedMap<String, PolicyBundle> old = byName(before);
    SortedMap<String, PolicyBundle> next = byName(after);
    old.forEach(
        (name, bundle) -> {
          PolicyBundle other = next.get(name);
          if (other == null) {
            impact.removed.add(
                whole("no longer judges by bundle {} {}", name, bundle.version(), ""));
          } else {
            impact.compare(bundle, other);
          }
        });
    next.forEach(
        (name, bundle) -> {
          if (!old.containsKey(name)) {
            impact.added.add(whole("judges by bundle {} {} too", name, "", bundle.version()));
          }
        });
    return impact.part();
  }

  private Part part() {
    return new Part(
        "bundles",
        "Policy bundles",
        List.of(
            Effects.of("removed", "-", removed),
            Effects.of("changed", "~", changed),
            Effects.of("added", "+", added)),
        List.of());
  }

  private void compare(PolicyBundle old, PolicyBundle next) {
    boolean same = old.version().equals(next.version());
    if (same && old.digest().equals(next.digest())) {
      return;
    }
    changed.add(
        new Effect(
            same
                ? "judges by other content of bundle {} {}"
                : "judges by bundle {} {} in place of {}",
            same
                ? List.of(next.name(), next.version())
                : List.of(next.name(), next.version(), old.version()),
            tree(next.name(), old.version(), next.version())));
    // Without sources nothing tells how code differs; that versions do is said above.
    BundleDiff diff =
        BundleDiff.of(new Edition(old, new TreeMap<>()), new Edition(next, new TreeMap<>()));
    diff.changes().stream()
        .filter(change -> change.part() != Change.Part.BUNDLE)
        .forEach(change -> of(old, next, change));
  }

  private void of(PolicyBundle old, PolicyBundle next, Change change) {
    Map<String, Object> tree = new TreeMap<>(tree(next.name(), old.version(), next.version()));
    tree.put("change", change.kind().id());
    tree.put(change.part().id(), change.id());
    tree.put("what", change.what());
    Effect effect =
        new Effect(
            change.kind().id() + " " + change.part().id() + " {} of bundle {}: {}",
            List.of(change.id(), next.name(), change.what()),
            tree);
    switch (change.kind()) {
      case REMOVED, WEAKENED -> removed.add(effect);
      case ADDED, STRENGTHENED -> added.add(effect);
      case CHANGED -> changed.add(effect);
      case REWORDED, REBUILT -> {
        // Nothing is judged otherwise.
      }
    }
  }

  private static Effect whole(String sentence, String name, String from, String to) {
    return new Effect(sentence, List.of(name, from.isEmpty() ? to : from), tree(name, from, to));
  }

  private static Map<String, Object> tree(String name, String from, String to) {
    return Map.of("bundle", name, "from", from, "to", to);
  }

  private static SortedMap<String, PolicyBundle> byName(ImpactSide side) {
    SortedMap<String, PolicyBundle> bundles = new TreeMap<>();
    side.bundles().forEach(bundle -> bundles.put(bundle.name(), bundle));
    return bundles;
  }
}
