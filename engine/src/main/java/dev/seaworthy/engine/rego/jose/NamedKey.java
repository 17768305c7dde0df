package dev.seaworthy.engine.rego.jose;

/**
 * A key of a set.
 *
 * @param algorithm what the key is for; empty for anything
 * @param id what tokens call the key; empty if it has no name
 */
public record NamedKey(String algorithm, String id, JoseKey key) {}
