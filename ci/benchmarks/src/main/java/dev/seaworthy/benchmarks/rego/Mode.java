package dev.seaworthy.benchmarks.rego;

/**
 * A way of measuring. The result is written as JSON in all of them.
 *
 * @param form {@code json}: the input is read anew each time; {@code parsed}: it was read before
 */
record Mode(String form, int threads) {
  static final Mode JSON = new Mode("json", 1);
  static final Mode PARSED = new Mode("parsed", 1);
  static final Mode JSON_ON_TWO = new Mode("json", 2);

  @Override
  public String toString() {
    return form + (threads == 1 ? ", one thread" : ", %d threads".formatted(threads));
  }
}
