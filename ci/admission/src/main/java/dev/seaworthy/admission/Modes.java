package dev.seaworthy.admission;

import java.util.Map;

/**
 * The mode of each control, in each namespace.
 *
 * @param everywhere holds where a namespace says nothing
 * @param unknown what becomes of a request that a control could not judge, at most
 * @param namespaces overrides by namespace
 */
public record Modes(Scoped everywhere, Mode unknown, Map<String, Scoped> namespaces) {
  /** Findings refuse a request; what could not be judged warns. */
  public static final Modes DEFAULT =
      new Modes(new Scoped(Map.of(), Mode.ENFORCE), Mode.WARN, Map.of());

  /**
   * Modes of one place.
   *
   * @param controls by control id
   * @param others of the controls that are not listed
   */
  public record Scoped(Map<String, Mode> controls, Mode others) {
    public Scoped {
      controls = Map.copyOf(controls);
    }

    public Mode of(String control) {
      return controls.getOrDefault(control, others);
    }
  }

  public Modes {
    namespaces = Map.copyOf(namespaces);
  }

  /** The mode of a control; {@code namespace} is empty for objects outside namespaces. */
  public Mode of(String control, String namespace) {
    return namespaces.getOrDefault(namespace, everywhere).of(control);
  }

  /** What becomes of a doubt: no more than of a finding of the same control. */
  Mode ofDoubt(String control, String namespace) {
    return unknown.milder(of(control, namespace));
  }
}
