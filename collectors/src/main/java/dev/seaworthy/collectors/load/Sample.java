package dev.seaworthy.collectors.load;

/**
 * One measured use of a transaction.
 *
 * @param transaction its name
 * @param epochMillis when, in milliseconds since 1970
 * @param millis how long it took
 * @param failed whether it failed; {@link Failed#UNTOLD} where the tool does not say
 */
record Sample(String transaction, long epochMillis, double millis, Failed failed) {
  enum Failed {
    NO,
    YES,
    UNTOLD
  }
}
