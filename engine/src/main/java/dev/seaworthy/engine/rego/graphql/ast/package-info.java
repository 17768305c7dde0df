/**
 * GraphQL documents as values of types: the nodes of queries and schemas (October 2021, §2 and §3),
 * read from the trees that OPA's builtins take and give.
 */
@NullMarked
package dev.seaworthy.engine.rego.graphql.ast;

import org.jspecify.annotations.NullMarked;
