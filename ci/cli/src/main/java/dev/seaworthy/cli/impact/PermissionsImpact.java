package dev.seaworthy.cli.impact;

import dev.seaworthy.cli.format.PermissionsDiffPage;
import dev.seaworthy.collectors.iam.PermissionsDiff;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RbacPermissions;
import dev.seaworthy.collectors.iam.RightsDiff.Kind;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.policy.Doubt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who may do what otherwise; as {@code iam diff} tells it, without what merely moved. */
final class PermissionsImpact {
  static final Predicate<Evidence> READS =
      ImpactSide.ofKinds(ImpactSide.kinds(RbacPermissions.KINDS));

  static final Part NOTHING = part(List.of());

  /** One difference of one subject. */
  private record Held(RbacIdentity identity, PermissionsDiff.Change change) {
    /** In the whole cluster, then whatever there is, then the rest. */
    int rank() {
      boolean all = change.verbs().contains("*") || change.object().resource().startsWith("*");
      return (change.object().namespace().isEmpty() ? 0 : 2) + (all ? 0 : 1);
    }
  }

  private PermissionsImpact() {}

  static Part of(ImpactSide before, ImpactSide after) {
    Stream<Doubt> hidden = Stream.concat(before.hidden(), after.hidden());
    if (before.hasSame(READS, after)) {
      return NOTHING.with(hidden.toList());
    }
    RbacPermissions old = RbacPermissions.of(before.objects());
    RbacPermissions next = RbacPermissions.of(after.objects());
    PermissionsDiff diff = new PermissionsDiff(old, next);
    List<Held> held = new ArrayList<>();
    for (RbacIdentity identity : diff.identities()) {
      diff.of(identity, false).forEach(change -> held.add(new Held(identity, change)));
    }
    List<Doubt> gaps = new ArrayList<>(hidden.toList());
    gaps.addAll(before.named(old.gaps().stream()).toList());
    gaps.addAll(after.named(next.gaps().stream()).toList());
    diff.gaps().stream()
        .filter(gap -> !old.gaps().contains(gap) && !next.gaps().contains(gap))
        .map(Gap::problem)
        .map(Doubt::of)
        .forEach(gaps::add);
    return part(held).with(gaps);
  }

  private static Part part(List<Held> held) {
    return new Part(
        "permissions",
        "Effective permissions",
        List.of(
            effects("widened", "+", Kind.WIDENED, held),
            effects("narrowed", "-", Kind.NARROWED, held)),
        List.of());
  }

  private static Effects effects(String id, String sign, Kind kind, List<Held> held) {
    return Effects.of(
        id,
        sign,
        held.stream()
            .filter(one -> one.change().kind() == kind)
            .sorted(Comparator.comparing(Held::rank))
            .map(PermissionsImpact::effect)
            .toList());
  }

  private static Effect effect(Held held) {
    PermissionsDiff.Change change = held.change();
    boolean widened = change.kind() == Kind.WIDENED;
    String subject = held.identity().toString();
    List<String> names = new ArrayList<>();
    names.add(subject);
    names.add(String.join(",", change.verbs()));
    names.add(PermissionsDiffPage.described(change.object()));
    names.add(PermissionsDiffPage.scope(change.object()));
    String sentence = (widened ? "lets" : "no longer lets") + " {} do {} on {} in {}";
    List<PermissionsDiff.Giver> givers = widened ? change.after() : change.before();
    if (!givers.isEmpty()) {
      sentence += ": {}";
      names.add(givers.get(0).toString());
    }
    Map<String, Object> tree = new TreeMap<>(PermissionsDiffPage.tree(change));
    tree.put("subject", subject);
    return new Effect(sentence, names, tree);
  }
}
