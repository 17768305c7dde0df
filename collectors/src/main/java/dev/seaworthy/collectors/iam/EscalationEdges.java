package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.EscalationHop.Use;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Where one holder's rights lead: to each target in the one way that is told. */
final class EscalationEdges {
  /** One way. */
  record Edge(EscalationNode to, EscalationTechnique technique, List<Use> uses, String assumption) {
    static final Comparator<Edge> ORDER =
        Comparator.comparing(Edge::technique).thenComparing(edge -> edge.to().display());
  }

  private final Map<EscalationNode, Edge> edges = new HashMap<>();
  private final BooleanSupplier budget;

  /**
   * @param budget whether one more look is allowed
   */
  EscalationEdges(BooleanSupplier budget) {
    this.budget = budget;
  }

  /** Of two ways to the same target the technique decides, and then who came first. */
  void add(EscalationNode to, EscalationTechnique technique, Use... uses) {
    add(to, technique, "", uses);
  }

  void add(EscalationNode to, EscalationTechnique technique, String assumption, Use... uses) {
    Edge known = edges.get(to);
    boolean better = known == null || known.technique().compareTo(technique) > 0;
    if (better && budget.getAsBoolean()) {
      edges.put(to, new Edge(to, technique, List.of(uses), assumption));
    }
  }

  /** Whether one more combination may be looked at. */
  boolean mayLook() {
    return budget.getAsBoolean();
  }

  List<Edge> sorted() {
    Collection<Edge> all = edges.values();
    return all.stream().sorted(Edge.ORDER).toList();
  }
}
