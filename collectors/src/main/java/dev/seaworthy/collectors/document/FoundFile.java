package dev.seaworthy.collectors.document;

/**
 * A file to read.
 *
 * @param identity the same for two paths to one file
 */
public record FoundFile(String identity, SourceFile file) {}
