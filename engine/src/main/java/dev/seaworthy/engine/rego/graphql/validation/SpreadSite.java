package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Spread;
import org.jspecify.annotations.Nullable;

/**
 * A fragment's name where it stands.
 *
 * @param parent the type of what is around it; null if that is unknown
 * @param fragment what it stands for; null if there is no such fragment
 */
record SpreadSite(Spread spread, @Nullable Definition parent, @Nullable Fragment fragment) {}
