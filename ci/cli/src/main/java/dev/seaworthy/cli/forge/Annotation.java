package dev.seaworthy.cli.forge;

/**
 * A finding as the checks page of GitHub shows it.
 *
 * @param failure whether it is worse than a warning
 */
public record Annotation(String file, int line, boolean failure, String title, String message) {}
