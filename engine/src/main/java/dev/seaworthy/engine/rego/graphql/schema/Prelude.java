package dev.seaworthy.engine.rego.graphql.schema;

import dev.seaworthy.engine.rego.graphql.SchemaParser;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.InputValue;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import dev.seaworthy.engine.rego.graphql.ast.SchemaDocument;
import dev.seaworthy.engine.rego.graphql.ast.SchemaReader;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import java.util.List;

/**
 * What every schema has (§3.5, §3.13, §4.2), and what OPA's library adds to that: {@code @defer},
 * {@code @oneOf} and where the introspection of later drafts goes further.
 */
final class Prelude {
  private static final String TEXT =
      """
      scalar Boolean
      scalar Float
      scalar ID
      scalar Int
      scalar String

      directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
      directive @deprecated(reason: String = "No longer supported")
        on ARGUMENT_DEFINITION | ENUM_VALUE | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
      directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
      directive @oneOf on INPUT_OBJECT
      directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
      directive @specifiedBy(url: String!) on SCALAR

      type __Schema {
        description: String
        types: [__Type!]!
        queryType: __Type!
        mutationType: __Type
        subscriptionType: __Type
        directives: [__Directive!]!
      }

      type __Type {
        kind: __TypeKind!
        name: String
        description: String
        specifiedByURL: String
        fields(includeDeprecated: Boolean = false): [__Field!]
        interfaces: [__Type!]
        possibleTypes: [__Type!]
        enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
        inputFields(includeDeprecated: Boolean = false): [__InputValue!]
        ofType: __Type
        isOneOf: Boolean
      }

      enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }

      type __Field {
        name: String!
        description: String
        args(includeDeprecated: Boolean = false): [__InputValue!]!
        type: __Type!
        isDeprecated: Boolean!
        deprecationReason: String
      }

      type __InputValue {
        name: String!
        description: String
        type: __Type!
        defaultValue: String
        isDeprecated: Boolean!
        deprecationReason: String
      }

      type __EnumValue {
        name: String!
        description: String
        isDeprecated: Boolean!
        deprecationReason: String
      }

      type __Directive {
        name: String!
        description: String
        isRepeatable: Boolean!
        locations: [__DirectiveLocation!]!
        args(includeDeprecated: Boolean = false): [__InputValue!]!
      }

      enum __DirectiveLocation {
        QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT
        VARIABLE_DEFINITION SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE
        UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION
      }
      """;

  static final SchemaDocument DOCUMENT = builtIn(SchemaReader.read(SchemaParser.parse(TEXT)));

  /** The fields by which a query asks for its schema (§4.1). */
  static final List<FieldDefinition> INTROSPECTION =
      List.of(
          FieldDefinition.implicit("__schema", TypeReference.named("__Schema", true), List.of()),
          FieldDefinition.implicit(
              "__type",
              TypeReference.named("__Type", false),
              List.of(
                  new InputValue(
                      "name",
                      TypeReference.named("String", true),
                      null,
                      NamedList.of(List.of())))));

  private Prelude() {}

  private static SchemaDocument builtIn(SchemaDocument document) {
    return new SchemaDocument(
        document.schemas(),
        document.schemaExtensions(),
        document.directives(),
        document.definitions().stream().map(Definition::builtIn).toList(),
        document.extensions());
  }
}
