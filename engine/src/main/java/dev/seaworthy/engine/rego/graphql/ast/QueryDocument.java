package dev.seaworthy.engine.rego.graphql.ast;

/** A document that can be executed (§2.2). */
public record QueryDocument(NamedList<Operation> operations, NamedList<Fragment> fragments) {}
