package dev.seaworthy.engine.rego.value;

/** Makes values safe to be read by many threads at once: brings all sets and objects in order. */
public final class Settled {
  private Settled() {}

  /**
   * Orders a value and all in it, so that nobody who reads it later has to.
   *
   * @return the same value
   */
  public static Value of(Value value) {
    if (value instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        of(array.at(i));
      }
    } else if (value instanceof SetValue set) {
      set.sort();
      for (int i = 0; i < set.size(); i++) {
        of(set.at(i));
      }
    } else if (value instanceof ObjectValue object) {
      object.sort();
      for (int i = 0; i < object.size(); i++) {
        of(object.keyAt(i));
        of(object.valueAt(i));
      }
    }
    return value;
  }
}
