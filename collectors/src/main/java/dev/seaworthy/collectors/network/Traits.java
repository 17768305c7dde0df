package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.kubernetes.LabelSelector;
import java.util.HashMap;
import java.util.Map;

/**
 * All that policies tell pods by, as if it were labels of one thing, so that one index holds it:
 * the name space, its labels, and the pods' own.
 */
public final class Traits {
  private static final String NAMESPACE = "namespace";
  private static final String OF_NAMESPACE = "namespace:";
  private static final String OF_PODS = "pods:";

  private Traits() {}

  /** Those of pods. */
  public static Map<String, String> of(
      String namespace, Map<String, String> namespaceLabels, Map<String, String> labels) {
    Map<String, String> traits = new HashMap<>();
    traits.put(NAMESPACE, namespace);
    namespaceLabels.forEach((key, value) -> traits.put(OF_NAMESPACE + key, value));
    labels.forEach((key, value) -> traits.put(OF_PODS + key, value));
    return traits;
  }

  /** Those of the pods of one name space that {@code pods} selects. */
  public static LabelSelector within(String namespace, LabelSelector pods) {
    return LabelSelector.equal(NAMESPACE, namespace).and(pods.under(OF_PODS));
  }

  /**
   * Those of the pods that {@code pods} selects of the name spaces that {@code namespaces} does.
   */
  public static LabelSelector across(LabelSelector namespaces, LabelSelector pods) {
    return namespaces.under(OF_NAMESPACE).and(pods.under(OF_PODS));
  }
}
