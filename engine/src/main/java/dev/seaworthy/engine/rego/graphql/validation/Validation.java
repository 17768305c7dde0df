package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
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
  public static void check(Schema schema, QueryDocument query, WorkLimit limit) {
    // First, so that other rules may follow fragments to their ends.
    FragmentCycles.check(query, limit);
    new Walker(schema, query, rules(schema, query, limit), limit).walk();
  }

  private static List<Rule> rules(Schema schema, QueryDocument query, WorkLimit limit) {
    return List.of(
        new FieldsOnCorrectType(),
        new FragmentsOnCompositeTypes(schema),
        new KnownArguments(limit),
        new KnownDirectives(),
        new KnownFragments(),
        new KnownRootTypes(schema),
        new KnownTypes(schema),
        new LoneAnonymousOperation(query),
        new IntrospectionDepth(query, limit),
        new DefinedVariables(),
        new UsedFragments(),
        new UsedVariables(),
        new MergeableFields(schema, query, limit),
        new PossibleFragments(schema),
        new RequiredArguments(limit),
        new LeafFields(schema),
        new SingleFieldSubscriptions(schema, query, limit),
        new UniqueArguments(),
        new UniqueDirectives(schema),
        new UniqueFragments(),
        new UniqueInputFields(),
        new UniqueOperations(),
        new UniqueVariables(),
        new ValuesOfCorrectType(limit),
        new InputObjectFields(limit),
        new OneOfInputObjects(),
        new VariablesOfInputTypes(schema),
        new VariablesInAllowedPosition());
  }
}
