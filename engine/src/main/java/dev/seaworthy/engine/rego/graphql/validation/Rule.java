package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.ast.Directive;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.Variable;

/**
 * One thing that makes a query invalid. Told of each node of the query, parts before what they are
 * parts of; complains by an exception. For one query.
 */
interface Rule {
  /** An operation begins with a variable. */
  default void variable(Variable variable) {}

  /** The end of an operation. */
  default void operation(Operation operation) {}

  /** The end of a fragment, once all operations are at their ends. */
  default void fragment(Fragment fragment) {}

  default void field(FieldSite site) {}

  default void inlineFragment(InlineSite site) {}

  default void spread(SpreadSite site) {}

  default void directive(DirectiveSite site) {}

  /** All directives of one place. */
  default void directives(NamedList<Directive> directives) {}

  default void value(ValueSite site) {}

  /** A complaint of what a query has in it. */
  static RegoException complaint(String message) {
    return RegoException.failed("the GraphQL query is invalid: " + message);
  }
}
