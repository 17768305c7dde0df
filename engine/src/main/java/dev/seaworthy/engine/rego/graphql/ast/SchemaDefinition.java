package dev.seaworthy.engine.rego.graphql.ast;

import java.util.List;

/** What a schema's operations begin with, or an extension of that (§3.3). */
public record SchemaDefinition(NamedList<Directive> directives, List<Root> roots) {
  /**
   * The type that operations begin with.
   *
   * @param operation its keyword
   */
  public record Root(String operation, String type) {}
}
