package dev.seaworthy.collectors.tls.probe;

import java.util.Map;
import java.util.TreeMap;

/** What was found about one question, as documents have it. */
final class Told {
  static final String STATUS = "status";
  static final String ACCEPTED = "accepted";
  static final String REFUSED = "refused";
  static final String UNKNOWN = "unknown";

  private Told() {}

  static Map<String, Object> of(String status) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put(STATUS, status);
    return tree;
  }

  static Map<String, Object> of(String status, String reason) {
    Map<String, Object> tree = of(status);
    tree.put("reason", reason);
    return tree;
  }

  static boolean isUnknown(Map<String, Object> tree) {
    return UNKNOWN.equals(tree.get(STATUS));
  }
}
