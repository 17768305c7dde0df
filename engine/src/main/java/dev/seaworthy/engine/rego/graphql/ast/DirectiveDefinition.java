package dev.seaworthy.engine.rego.graphql.ast;

import java.util.Set;

/**
 * A directive that documents may use (§3.13).
 *
 * @param locations where, as the grammar names them
 */
public record DirectiveDefinition(
    String name, NamedList<InputValue> arguments, boolean isRepeatable, Set<String> locations)
    implements Named {}
