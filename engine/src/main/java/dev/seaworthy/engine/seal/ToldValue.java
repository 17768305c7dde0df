package dev.seaworthy.engine.seal;

/**
 * A hidden value that the sealed verdict tells.
 *
 * @param hidden where it was, in the snapshot
 * @param verdict where it is, in the verdict
 */
public record ToldValue(String hidden, String verdict) {}
