package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field where it is selected.
 *
 * @param parent the type it is selected of; null if that is unknown
 * @param definition what that type says of it; null if it says nothing
 * @param isInOperation whether it is looked at as part of an operation, or only of a fragment
 */
record FieldSite(
    Field field,
    @Nullable Definition parent,
    @Nullable FieldDefinition definition,
    boolean isInOperation) {}
