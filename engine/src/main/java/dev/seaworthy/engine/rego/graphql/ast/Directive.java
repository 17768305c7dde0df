package dev.seaworthy.engine.rego.graphql.ast;

/** A directive where it is used (§2.12). */
public record Directive(String name, NamedList<Argument> arguments) implements Named {}
