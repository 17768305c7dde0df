package dev.seaworthy.engine.rego.graphql.ast;

import java.util.List;
import java.util.stream.Stream;

/** A document of types (§3.2), in the order that things have in it. */
public record SchemaDocument(
    List<SchemaDefinition> schemas,
    List<SchemaDefinition> schemaExtensions,
    List<DirectiveDefinition> directives,
    List<Definition> definitions,
    List<Definition> extensions) {
  /** This document and then another. */
  public SchemaDocument and(SchemaDocument other) {
    return new SchemaDocument(
        concatenated(schemas, other.schemas),
        concatenated(schemaExtensions, other.schemaExtensions),
        concatenated(directives, other.directives),
        concatenated(definitions, other.definitions),
        concatenated(extensions, other.extensions));
  }

  private static <T> List<T> concatenated(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
