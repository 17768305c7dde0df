package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.Selection.InlineFragment;
import org.jspecify.annotations.Nullable;

/**
 * A fragment without a name where it stands.
 *
 * @param parent the type of what is around it; null if that is unknown
 */
record InlineSite(InlineFragment fragment, @Nullable Definition parent) {}
