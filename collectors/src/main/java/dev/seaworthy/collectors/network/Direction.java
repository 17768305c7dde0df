package dev.seaworthy.collectors.network;

/** Which way traffic goes, seen from the pods that a policy selects. */
public enum Direction {
  INGRESS("Ingress", "ingress", "from"),
  EGRESS("Egress", "egress", "to");

  private final String type;
  private final String rules;
  private final String peers;

  Direction(String type, String rules, String peers) {
    this.type = type;
    this.rules = rules;
    this.peers = peers;
  }

  /** As in {@code policyTypes}. */
  public String type() {
    return type;
  }

  /** The field of the spec that holds its rules. */
  public String rules() {
    return rules;
  }

  /** The field of a rule that holds its peers. */
  public String peers() {
    return peers;
  }
}
