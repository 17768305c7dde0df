package dev.seaworthy.engine.rego.graphql.schema;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.DirectiveDefinition;
import dev.seaworthy.engine.rego.graphql.ast.OperationType;
import dev.seaworthy.engine.rego.graphql.ast.SchemaDocument;
import dev.seaworthy.engine.rego.graphql.ast.TypeKind;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types and directives by their names, and where operations begin. */
public final class Schema {
  private final Map<String, Definition> types;
  private final Map<String, DirectiveDefinition> directives;
  private final Map<String, Set<String>> possibleTypes;
  private final Map<OperationType, String> roots;

  Schema(
      Map<String, Definition> types,
      Map<String, DirectiveDefinition> directives,
      Map<String, Set<String>> possibleTypes,
      Map<OperationType, String> roots) {
    this.types = types;
    this.directives = directives;
    this.possibleTypes = possibleTypes;
    this.roots = roots;
  }

  /**
   * The schema that a document describes, with what GraphQL itself defines.
   *
   * @throws dev.seaworthy.engine.rego.RegoException if it is invalid
   */
  public static Schema of(SchemaDocument document, WorkLimit limit) {
    SchemaDocument whole = Prelude.DOCUMENT.and(document);
    Schema schema = new SchemaLoader(whole, limit).load();
    new SchemaChecks(schema, limit).check(whole);
    return schema.withIntrospection();
  }

  /** A type by its name; null if there is none. */
  public @Nullable Definition type(String name) {
    return types.get(name);
  }

  /** The type that a value of a reference has, or that is in its lists; null if there is none. */
  public @Nullable Definition type(TypeReference reference) {
    return types.get(reference.innermost());
  }

  /** A directive by its name; null if there is none. */
  public @Nullable DirectiveDefinition directive(String name) {
    return directives.get(name);
  }

  /** The type that operations begin with; null if there are no such operations. */
  public @Nullable Definition root(OperationType operation) {
    String name = roots.get(operation);
    return name == null ? null : types.get(name);
  }

  /**
   * What values of a type may be (§5.5.2.3): itself, or what is in a union or implements an
   * interface. Interfaces that implement it are among these.
   */
  public Set<String> possibleTypes(String name) {
    return possibleTypes.getOrDefault(name, Set.of());
  }

  /** What a selection of a type may be of: an object only itself, another its possible types. */
  public Set<String> typesOf(Definition type) {
    return type.kind() == TypeKind.OBJECT ? Set.of(type.name()) : possibleTypes(type.name());
  }

  Map<String, Definition> types() {
    return types;
  }

  Map<String, DirectiveDefinition> directives() {
    return directives;
  }

  /** The root of queries can be asked for the schema (§4.1, §4.2), once it is known to be valid. */
  private Schema withIntrospection() {
    Definition query = root(OperationType.QUERY);
    if (query != null) {
      types.put(query.name(), query.with(Prelude.INTROSPECTION));
    }
    return this;
  }
}
