package dev.seaworthy.admission.cel;

import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.List;
import java.util.Map;

/** What becomes of one control where an API server judges by itself. */
public sealed interface Saying {
  Control control();

  /**
   * It is said in full.
   *
   * @param objects policies and their bindings, ready to be written
   */
  record Said(PolicyBundle bundle, Control control, List<Map<String, Object>> objects)
      implements Saying {
    public Said {
      objects = List.copyOf(objects);
    }
  }

  /**
   * It is not said.
   *
   * @param why in words that follow "left out: "
   */
  record LeftOut(Control control, String why) implements Saying {}
}
