package dev.seaworthy.engine.rego.graphql.ast;

/** A value for an argument of a field or a directive (§2.6). */
public record Argument(String name, Literal value) implements Named {}
