package dev.seaworthy.engine.rego.plan;

/**
 * Where in a policy's source a statement comes from.
 *
 * @param file its name as the plan gives it; empty if unknown
 * @param row from 1
 * @param column from 1
 */
record Position(String file, int row, int column) {
  /** {@code policy.rego:3:1: }, to stand before a message. */
  @Override
  public String toString() {
    return file.isEmpty() ? "" : "%s:%d:%d: ".formatted(file, row, column);
  }
}
