package dev.seaworthy.engine.rego.graphql.ast;

/** One of the values of an enum (§3.9). */
public record EnumValue(String name, NamedList<Directive> directives) implements Named {}
