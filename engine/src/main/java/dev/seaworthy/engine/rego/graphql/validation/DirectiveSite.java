package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Directive;
import dev.seaworthy.engine.rego.graphql.ast.DirectiveDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A directive where it is used.
 *
 * @param definition what it is; null if that is unknown
 * @param location what it is used on, as the grammar names it
 */
record DirectiveSite(
    Directive directive, @Nullable DirectiveDefinition definition, String location) {}
