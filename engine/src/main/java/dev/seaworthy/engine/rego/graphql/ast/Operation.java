package dev.seaworthy.engine.rego.graphql.ast;

import java.util.List;

/**
 * A request (§2.3).
 *
 * @param name empty if it has none
 */
public record Operation(
    OperationType type,
    String name,
    NamedList<Variable> variables,
    NamedList<Directive> directives,
    List<Selection> selections)
    implements Named {}
