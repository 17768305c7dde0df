package dev.seaworthy.collectors;

import java.util.Optional;

/**
 * The password of a key store, which an environment variable holds. It opens stores, and is shown
 * nowhere.
 */
public final class StorePassword {
  private final String variable;
  private final Optional<String> value;

  /**
   * A password.
   *
   * @param variable which messages name
   * @param value empty where the variable is not set
   */
  public StorePassword(String variable, Optional<String> value) {
    this.variable = variable;
    this.value = value;
  }

  /** Where it is to be found. */
  public String variable() {
    return variable;
  }

  /** Empty where the variable is not set. */
  public Optional<char[]> value() {
    return value.map(String::toCharArray);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StorePassword one && one.variable.equals(variable);
  }

  @Override
  public int hashCode() {
    return variable.hashCode();
  }

  @Override
  public String toString() {
    return "$" + variable;
  }
}
