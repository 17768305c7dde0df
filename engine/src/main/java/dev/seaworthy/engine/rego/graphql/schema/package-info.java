/**
 * The type system of a GraphQL document (October 2021, §3), and whether it is one that {@code
 * vektah/gqlparser}, and so OPA, takes.
 */
@NullMarked
package dev.seaworthy.engine.rego.graphql.schema;

import org.jspecify.annotations.NullMarked;
