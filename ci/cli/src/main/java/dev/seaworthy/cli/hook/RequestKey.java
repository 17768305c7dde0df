package dev.seaworthy.cli.hook;

/**
 * One change request.
 *
 * @param forge its name in the configuration
 * @param project as the configuration writes it
 */
record RequestKey(String forge, String project, long number) {
  @Override
  public String toString() {
    return "%s %s %d".formatted(forge, project, number);
  }
}
