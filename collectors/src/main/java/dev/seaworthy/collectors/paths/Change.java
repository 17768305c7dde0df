package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import dev.seaworthy.collectors.paths.AttackGraph.Means;
import java.util.BitSet;

/** One change that might stop an attacker. */
sealed interface Change {
  /** No change at all. */
  record Nothing() implements Change {}

  /** Workloads lose their vulnerabilities. */
  record Mend(BitSet workloads) implements Change {
    public Mend {
      workloads = (BitSet) workloads.clone();
    }

    @Override
    public boolean mends(int workload) {
      return workloads.get(workload);
    }
  }

  /** Pods no longer reach a workload. */
  record Bar(int workload) implements Change {
    @Override
    public boolean bars(int node) {
      return node == workload;
    }
  }

  /** Something is taken away: the rights of an account, or a way in from outside. */
  record Close(Means means, String label) implements Change {
    @Override
    public boolean closes(Edge edge) {
      return edge.means() == means && edge.label().equals(label);
    }
  }

  default boolean mends(int workload) {
    return false;
  }

  default boolean bars(int node) {
    return false;
  }

  default boolean closes(Edge edge) {
    return false;
  }
}
