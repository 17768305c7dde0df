package dev.seaworthy.engine.rego.graphql.ast;

import java.util.List;
import java.util.stream.Stream;

/**
 * A type, or what extends one (§3.4).
 *
 * @param isBuiltIn whether its name may begin with two underscores
 * @param interfaces the names of those it implements
 * @param members the names of the types in a union
 */
public record Definition(
    TypeKind kind,
    String name,
    boolean isBuiltIn,
    NamedList<Directive> directives,
    List<String> interfaces,
    NamedList<FieldDefinition> fields,
    List<String> members,
    NamedList<EnumValue> enumValues)
    implements Named {
  /** This type with what an extension adds (§3.4.3). */
  public Definition extendedBy(Definition extension) {
    return new Definition(
        kind,
        name,
        isBuiltIn,
        directives.and(extension.directives),
        Stream.concat(interfaces.stream(), extension.interfaces.stream()).toList(),
        fields.and(extension.fields),
        Stream.concat(members.stream(), extension.members.stream()).toList(),
        enumValues.and(extension.enumValues));
  }

  /** This type with more fields. */
  public Definition with(List<FieldDefinition> more) {
    return new Definition(
        kind,
        name,
        isBuiltIn,
        directives,
        interfaces,
        fields.and(NamedList.of(more)),
        members,
        enumValues);
  }

  /** This type as one of GraphQL's own. */
  public Definition builtIn() {
    return new Definition(kind, name, true, directives, interfaces, fields, members, enumValues);
  }

  /** Whether exactly one of its fields is given a value. */
  public boolean isOneOf() {
    return directives.has("oneOf");
  }
}
