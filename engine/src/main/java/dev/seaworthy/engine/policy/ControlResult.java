package dev.seaworthy.engine.policy;

/**
 * A control and how it ended.
 *
 * @param bundle name of the bundle it came from
 * @param judged how many pieces of evidence it looked at
 */
public record ControlResult(String bundle, Control control, Outcome outcome, int judged) {
  public Status status() {
    return outcome.status();
  }
}
