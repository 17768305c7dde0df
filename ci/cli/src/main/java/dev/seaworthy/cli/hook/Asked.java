package dev.seaworthy.cli.hook;

/** What an event asks for. */
sealed interface Asked {
  /**
   * To judge a change request.
   *
   * @param project as the forge calls it
   */
  record Judging(String project, long number) implements Asked {}

  /** To be answered. */
  record Ping() implements Asked {}

  /** Nothing that is done here. */
  record Nothing() implements Asked {}
}
