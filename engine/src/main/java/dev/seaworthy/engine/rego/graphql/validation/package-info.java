/**
 * Whether a GraphQL query is valid for a schema (October 2021, §5): one class for each of the rules
 * that {@code vektah/gqlparser}, and so OPA, has.
 */
@NullMarked
package dev.seaworthy.engine.rego.graphql.validation;

import org.jspecify.annotations.NullMarked;
