package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.Effort;
import dev.seaworthy.engine.rego.graphql.ast.QueryDocument;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.List;

/** Whether a query is valid for a schema (§5), by the rules that OPA's library has. */
public final class Validation {
  private Validation() {}

  /**
   * Checks a query.
   *
   * @throws RegoException if it is invalid, or too much work
   */
  public static void check(Schema schema, QueryDocument query, Effort effort) {
    // First, so that other rules may follow fragments to their ends.
    FragmentCycles.check(query, effort);
    new Walker(schema, query, rules(schema, query, effort), effort).walk();
  }

  private static List<Rule> rules(Schema schema, QueryDocument query, Effort effort) {
    return List.of(
        new FieldsOnCorrectType(),
        new FragmentsOnCompositeTypes(schema),
        new KnownArguments(effort),
        new KnownDirectives(),
        new KnownFragments(),
        new KnownRootTypes(schema),
        new KnownTypes(schema),
        new LoneAnonymousOperation(query),
        new IntrospectionDepth(query, effort),
        new DefinedVariables(),
        new UsedFragments(),
        new UsedVariables(),
        new MergeableFields(schema, query, effort),
        new PossibleFragments(schema),
        new RequiredArguments(effort),
        new LeafFields(schema),
        new SingleFieldSubscriptions(schema, query, effort),
        new UniqueArguments(),
        new UniqueDirectives(schema),
        new UniqueFragments(),
        new UniqueInputFields(),
        new UniqueOperations(),
        new UniqueVariables(),
        new ValuesOfCorrectType(effort),
        new InputObjectFields(effort),
        new OneOfInputObjects(),
        new VariablesOfInputTypes(schema),
        new VariablesInAllowedPosition());
  }
}
