package dev.seaworthy.admission.cel;

import java.util.Map;

/**
 * One way in which a rule of a control finds something, in CEL. In the expressions {@code c} is
 * what is looked at, and {@code v} one of {@code each}.
 *
 * @param rule key of the control's rule
 * @param when what must hold for anything to be looked at; {@code true} where nothing must
 * @param of what is looked at: {@code pod}, {@code containers}, {@code targets} (both), {@code
 *     volumes}, {@code annotations} (their keys), {@code images}, or a list of such
 * @param each the things in it of which each is a finding; empty where it is one by itself
 * @param condition what makes it a finding
 * @param values what the rule's message names, beside what goes without saying
 */
record CelFinding(
    String rule,
    String when,
    String of,
    String each,
    String condition,
    Map<String, String> values) {
  CelFinding {
    values = Map.copyOf(values);
  }
}
