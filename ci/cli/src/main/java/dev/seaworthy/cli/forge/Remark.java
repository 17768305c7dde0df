package dev.seaworthy.cli.forge;

/**
 * Something to say about lines of the change.
 *
 * @param key the same for the same defect
 * @param file from the root of the repository
 * @param line the first of the lines, in the head
 * @param endLine the last
 * @param body in Markdown, with the marker
 */
public record Remark(String key, String file, int line, int endLine, String body) {}
