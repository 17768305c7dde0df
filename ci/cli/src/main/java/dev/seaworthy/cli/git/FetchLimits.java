package dev.seaworthy.cli.git;

import java.time.Duration;

/**
 * What a fetch may take.
 *
 * @param maxBytes of one answer of the server, and of the mirror before it is made anew
 * @param time in all
 */
public record FetchLimits(long maxBytes, Duration time) {}
