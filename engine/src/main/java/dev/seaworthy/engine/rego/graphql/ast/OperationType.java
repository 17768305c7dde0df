package dev.seaworthy.engine.rego.graphql.ast;

/** What an operation does (§2.3). */
public enum OperationType {
  QUERY("query", "Query"),
  MUTATION("mutation", "Mutation"),
  SUBSCRIPTION("subscription", "Subscription");

  private final String keyword;
  private final String usualRoot;

  OperationType(String keyword, String usualRoot) {
    this.keyword = keyword;
    this.usualRoot = usualRoot;
  }

  /** The word for it. */
  public String keyword() {
    return keyword;
  }

  /** The name of its type in schemas that do not say (§3.3.1). */
  public String usualRoot() {
    return usualRoot;
  }
}
