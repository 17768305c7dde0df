package dev.seaworthy.admission.cel;

import dev.seaworthy.admission.Mode;
import dev.seaworthy.admission.Modes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What comes of a policy's findings in each name space: a binding for each mode that it has. */
final class PolicyBindings {
  private final Modes modes;

  PolicyBindings(Modes modes) {
    this.modes = modes;
  }

  List<Map<String, Object>> of(PolicyObject policy) {
    String control = policy.control().id();
    Mode everywhere = modes.everywhere().of(control);
    Map<Mode, List<String>> others = new TreeMap<>();
    for (String namespace : new TreeSet<>(modes.namespaces().keySet())) {
      Mode mode = modes.of(control, namespace);
      if (mode != everywhere) {
        others.computeIfAbsent(mode, any -> new ArrayList<>()).add(namespace);
      }
    }
    List<Map<String, Object>> bindings = new ArrayList<>();
    List<String> named = others.values().stream().flatMap(List::stream).sorted().toList();
    bindings.add(
        binding(
            policy,
            everywhere,
            named.isEmpty()
                ? Map.of()
                : Map.of("namespaceSelector", PolicyObject.selector("NotIn", named))));
    others.forEach(
        (mode, namespaces) ->
            bindings.add(
                binding(
                    policy,
                    mode,
                    Map.of("namespaceSelector", PolicyObject.selector("In", namespaces)))));
    return bindings;
  }

  private static Map<String, Object> binding(
      PolicyObject policy, Mode mode, Map<String, Object> where) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("policyName", policy.name());
    spec.put("validationActions", actions(mode));
    if (!where.isEmpty()) {
      spec.put("matchResources", where);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", PolicyObject.API_VERSION);
    tree.put("kind", "ValidatingAdmissionPolicyBinding");
    tree.put("metadata", Map.of("name", policy.name() + "-" + mode.id()));
    tree.put("spec", spec);
    return tree;
  }

  private static List<String> actions(Mode mode) {
    return switch (mode) {
      case ENFORCE -> List.of("Deny");
      case WARN -> List.of("Warn", "Audit");
      case AUDIT -> List.of("Audit");
    };
  }
}
