package dev.seaworthy.engine.rego.graphql.ast;

import dev.seaworthy.engine.rego.value.ObjectValue;
import java.util.Set;

/** Reads schemas from their trees. */
public final class SchemaReader {
  private SchemaReader() {}

  /**
   * The schema of a tree, of which nothing is checked yet.
   *
   * @param tree what the parser or {@link TreeForm} made
   * @throws dev.seaworthy.engine.rego.RegoException if the tree lacks what a schema has to have
   */
  public static SchemaDocument read(ObjectValue tree) {
    Tree document = new Tree(tree);
    return new SchemaDocument(
        document.list("Schema", SchemaReader::schema),
        document.list("SchemaExtension", SchemaReader::schema),
        document.list("Directives", SchemaReader::directive),
        document.list("Definitions", SchemaReader::definition),
        document.list("Extensions", SchemaReader::definition));
  }

  private static SchemaDefinition schema(Tree tree) {
    return new SchemaDefinition(
        CommonReader.directives(tree),
        tree.list(
            "OperationTypes",
            root -> new SchemaDefinition.Root(root.text("Operation"), root.text("Type"))));
  }

  private static DirectiveDefinition directive(Tree tree) {
    return new DirectiveDefinition(
        tree.text("Name"),
        arguments(tree),
        tree.flag("IsRepeatable"),
        Set.copyOf(tree.texts("Locations")));
  }

  private static Definition definition(Tree tree) {
    return new Definition(
        TypeKind.of(tree.text("Kind")),
        tree.text("Name"),
        tree.flag("BuiltIn"),
        CommonReader.directives(tree),
        tree.texts("Interfaces"),
        tree.named("Fields", SchemaReader::field),
        tree.texts("Types"),
        tree.named(
            "EnumValues",
            value -> new EnumValue(value.text("Name"), CommonReader.directives(value))));
  }

  private static FieldDefinition field(Tree tree) {
    return new FieldDefinition(
        tree.text("Name"),
        arguments(tree),
        CommonReader.type(tree),
        CommonReader.defaultValue(tree),
        CommonReader.directives(tree));
  }

  private static NamedList<InputValue> arguments(Tree tree) {
    return tree.named(
        "Arguments",
        argument ->
            new InputValue(
                argument.text("Name"),
                CommonReader.type(argument),
                CommonReader.defaultValue(argument),
                CommonReader.directives(argument)));
  }
}
