package dev.seaworthy.engine.rego.graphql.ast;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What fields an object of a tree has, and what is in each: {@code text}, {@code flag}, {@code
 * number}, another shape, {@code selections}, or a list of these in brackets.
 *
 * @param ignoresCase whether fields are found however their names are written
 * @param fields what is in a field, by its name
 */
record Shape(boolean ignoresCase, Map<String, String> fields) {
  private static final String TYPE_PARTS = "Directives [Directive]";

  /** The shapes of {@code vektah/gqlparser}, whose trees OPA takes and gives. */
  private static final Map<String, Shape> ALL =
      Map.ofEntries(
          any("Query", "Operations [Operation]", "Fragments [Fragment]", "Comment Comments"),
          exact(
              "Operation",
              "Operation text",
              "Name text",
              "VariableDefinitions [Variable]",
              TYPE_PARTS,
              "SelectionSet selections"),
          exact(
              "Fragment",
              "Name text",
              "VariableDefinition [Variable]",
              "TypeCondition text",
              TYPE_PARTS,
              "SelectionSet selections",
              "Definition Definition"),
          exact(
              "Field",
              "Alias text",
              "Name text",
              "Arguments [Argument]",
              TYPE_PARTS,
              "SelectionSet selections",
              "Definition FieldDefinition",
              "ObjectDefinition Definition"),
          any(
              "Spread",
              "Name text",
              TYPE_PARTS,
              "ObjectDefinition Definition",
              "Definition Fragment",
              "Comment Comments"),
          exact(
              "InlineFragment",
              "TypeCondition text",
              TYPE_PARTS,
              "SelectionSet selections",
              "ObjectDefinition Definition"),
          any(
              "Variable",
              "Variable text",
              "Type Type",
              "DefaultValue Value",
              TYPE_PARTS,
              "Comment Comments",
              "Definition Definition",
              "Used flag"),
          any("Argument", "Name text", "Value Value", "Comment Comments"),
          any(
              "Directive",
              "Name text",
              "Arguments [Argument]",
              "ParentDefinition Definition",
              "Definition DirectiveDefinition",
              "Location text"),
          any(
              "Value",
              "Raw text",
              "Children [Argument]",
              "Kind number",
              "Comment Comments",
              "Definition Definition",
              "VariableDefinition Variable",
              "ExpectedType Type",
              "ExpectedTypeHasDefault flag"),
          any("Type", "NamedType text", "Elem Type", "NonNull flag"),
          any("Comments", "List [Comment]"),
          any("Comment", "Value text"),
          any(
              "Schema",
              "Schema [SchemaDefinition]",
              "SchemaExtension [SchemaDefinition]",
              "Directives [DirectiveDefinition]",
              "Definitions [Definition]",
              "Extensions [Definition]",
              "Comment Comments"),
          described(
              "SchemaDefinition",
              TYPE_PARTS,
              "OperationTypes [Root]",
              "EndOfDefinitionComment Comments"),
          any("Root", "Operation text", "Type text", "Comment Comments"),
          described(
              "DirectiveDefinition",
              "Name text",
              "Arguments [InputValue]",
              "Locations [text]",
              "IsRepeatable flag"),
          described(
              "Definition",
              "Kind text",
              "Name text",
              TYPE_PARTS,
              "Interfaces [text]",
              "Fields [FieldDefinition]",
              "Types [text]",
              "EnumValues [EnumValue]",
              "BuiltIn flag",
              "EndOfDefinitionComment Comments"),
          described(
              "FieldDefinition",
              "Name text",
              "Arguments [InputValue]",
              "DefaultValue Value",
              "Type Type",
              TYPE_PARTS),
          described("InputValue", "Name text", "DefaultValue Value", "Type Type", TYPE_PARTS),
          described("EnumValue", "Name text", TYPE_PARTS));

  static Shape of(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  /** The field that a key is for; null if there is none. */
  @Nullable String field(String key) {
    if (fields.containsKey(key)) {
      return key;
    }
    return ignoresCase
        ? fields.keySet().stream().filter(key::equalsIgnoreCase).findFirst().orElse(null)
        : null;
  }

  private static Map.Entry<String, Shape> any(String name, String... fields) {
    return Map.entry(name, new Shape(true, fields(Stream.of(fields))));
  }

  private static Map.Entry<String, Shape> exact(String name, String... fields) {
    return Map.entry(name, new Shape(false, fields(Stream.of(fields))));
  }

  private static Map.Entry<String, Shape> described(String name, String... fields) {
    Stream<String> comments =
        Stream.of(
            "Description text",
            "BeforeDescriptionComment Comments",
            "AfterDescriptionComment Comments");
    return Map.entry(name, new Shape(true, fields(Stream.concat(Stream.of(fields), comments))));
  }

  private static Map<String, String> fields(Stream<String> fields) {
    return fields
        .map(field -> field.split(" ", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> field[1], (a, b) -> b, LinkedHashMap::new));
  }
}
