package dev.seaworthy.engine.rego.graphql.ast;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ObjectValue;
import java.util.List;

/** Reads queries from their trees. */
public final class QueryReader {
  private QueryReader() {}

  /**
   * The query of a tree.
   *
   * @param tree what the parser or {@link TreeForm} made
   * @throws RegoException if the tree lacks what a query has to have
   */
  public static QueryDocument read(ObjectValue tree) {
    Tree document = new Tree(tree);
    return new QueryDocument(
        document.named("Operations", QueryReader::operation),
        document.named("Fragments", QueryReader::fragment));
  }

  private static Operation operation(Tree tree) {
    return new Operation(
        operationType(tree.text("Operation")),
        tree.text("Name"),
        tree.named("VariableDefinitions", QueryReader::variable),
        CommonReader.directives(tree),
        selections(tree));
  }

  private static OperationType operationType(String keyword) {
    if (keyword.isEmpty()) {
      return OperationType.QUERY;
    }
    for (OperationType type : OperationType.values()) {
      if (type.keyword().equals(keyword)) {
        return type;
      }
    }
    throw RegoException.failed("`%s` is not an operation".formatted(keyword));
  }

  private static Variable variable(Tree tree) {
    return new Variable(
        tree.text("Variable"),
        CommonReader.type(tree),
        CommonReader.defaultValue(tree),
        CommonReader.directives(tree),
        tree.flag("Used"));
  }

  private static Fragment fragment(Tree tree) {
    return new Fragment(
        tree.text("Name"),
        tree.text("TypeCondition"),
        CommonReader.directives(tree),
        selections(tree));
  }

  private static List<Selection> selections(Tree tree) {
    return tree.list("SelectionSet", QueryReader::selection);
  }

  private static Selection selection(Tree tree) {
    if (tree.has("Alias")) {
      return new Selection.Field(
          tree.text("Alias"),
          tree.text("Name"),
          CommonReader.arguments(tree),
          CommonReader.directives(tree),
          selections(tree));
    }
    return tree.has("TypeCondition")
        ? new Selection.InlineFragment(
            tree.text("TypeCondition"), CommonReader.directives(tree), selections(tree))
        : new Selection.Spread(tree.text("Name"), CommonReader.directives(tree));
  }
}
