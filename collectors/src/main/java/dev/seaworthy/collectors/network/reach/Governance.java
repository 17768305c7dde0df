package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Direction;
import java.util.List;
import java.util.Map;

/**
 * A policy of any kind, read.
 *
 * @param priority lower comes first; means something in the admin layer alone
 * @param subject the pods it governs
 * @param rules in order, for each direction that it governs
 */
record Governance(
    Layer layer, long priority, String name, Peer subject, Map<Direction, List<Rule>> rules) {
  /** The layers of decision, first to last. */
  enum Layer {
    /** AdminNetworkPolicy: the first rule that fits decides. */
    ADMIN,
    /** NetworkPolicy: what no policy of a governed pod allows is denied. */
    NETWORK,
    /** BaselineAdminNetworkPolicy: the first rule that fits decides for pods without policies. */
    BASELINE
  }

  boolean governs(Direction direction) {
    return rules.containsKey(direction);
  }
}
