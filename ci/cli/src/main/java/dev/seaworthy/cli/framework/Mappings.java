package dev.seaworthy.cli.framework;

import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.framework.Framework;
import dev.seaworthy.engine.policy.framework.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a control maps to, for every report. A framework's file says it of the controls that it
 * names; of others, and of other frameworks, the control's own metadata does.
 */
public final class Mappings {
  private Mappings() {}

  /** Worked out when first asked for: by control, then by framework. */
  private static final class Holder {
    private static final Map<String, Map<String, List<String>>> BY_CONTROL = index();
  }

  /** The requirements that a control bears on, by framework. */
  public static Map<String, List<String>> of(Control control) {
    Map<String, List<String>> mappings = new TreeMap<>(control.mappings());
    mappings.putAll(Holder.BY_CONTROL.getOrDefault(control.id(), Map.of()));
    return Collections.unmodifiableMap(mappings);
  }

  private static Map<String, Map<String, List<String>>> index() {
    Map<String, Map<String, List<String>>> index = new HashMap<>();
    for (Framework framework : Frameworks.all()) {
      for (Requirement requirement : framework.requirements()) {
        requirement
            .controls()
            .forEach(
                control ->
                    index
                        .computeIfAbsent(control, key -> new TreeMap<>())
                        .computeIfAbsent(framework.name(), key -> new ArrayList<>())
                        .add(requirement.id()));
      }
    }
    return index;
  }
}
