/**
 * Reads GraphQL, queries and schemas, into the objects that OPA makes of them: the syntax tree of
 * {@code vektah/gqlparser} without positions and what is empty. Knows the grammar, no more; {@code
 * ast}, {@code schema} and {@code validation} know what it means.
 */
@NullMarked
package dev.seaworthy.engine.rego.graphql;

import org.jspecify.annotations.NullMarked;
