package dev.seaworthy.engine.evidence;

/** What a collector returns: something it saw, or something it could not see. */
public sealed interface Observation permits Evidence, Gap {
  Source source();
}
