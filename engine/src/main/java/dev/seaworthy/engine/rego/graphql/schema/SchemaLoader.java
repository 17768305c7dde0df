package dev.seaworthy.engine.rego.graphql.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.DirectiveDefinition;
import dev.seaworthy.engine.rego.graphql.ast.OperationType;
import dev.seaworthy.engine.rego.graphql.ast.SchemaDefinition;
import dev.seaworthy.engine.rego.graphql.ast.SchemaDocument;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts the parts of a document together: types with their extensions, directives and roots. */
final class SchemaLoader {
  /** A document may define GraphQL's own directives again (§3.13). */
  private static final Set<String> MAY_BE_DEFINED_AGAIN =
      Set.of("include", "skip", "deprecated", "specifiedBy", "defer", "oneOf");

  private final SchemaDocument document;
  private final WorkLimit limit;
  private final Map<String, Definition> types = new TreeMap<>();
  private final Map<String, DirectiveDefinition> directives = new TreeMap<>();
  private final Map<OperationType, String> roots = new EnumMap<>(OperationType.class);

  SchemaLoader(SchemaDocument document, WorkLimit limit) {
    this.document = document;
    this.limit = limit;
  }

  Schema load() {
    document.definitions().forEach(this::define);
    document.extensions().forEach(this::extend);
    document.directives().forEach(this::define);
    loadRoots();
    return new Schema(types, directives, possibleTypes(), roots);
  }

  private void define(Definition type) {
    limit.step();
    if (types.putIfAbsent(type.name(), type) != null) {
      throw RegoException.failed("type `%s` is defined twice".formatted(type.name()));
    }
  }

  /** An extension of what is not defined defines it: schemas may be parts of others. */
  private void extend(Definition extension) {
    limit.step();
    Definition type = types.get(extension.name());
    if (type != null && type.kind() != extension.kind()) {
      throw RegoException.failed(
          "type `%s` is of kind %s and cannot be extended as %s"
              .formatted(type.name(), type.kind(), extension.kind()));
    }
    Definition extended = type == null ? undefined(extension) : type.extendedBy(extension);
    types.put(extension.name(), extended);
  }

  private static Definition undefined(Definition extension) {
    return new Definition(
        extension.kind(),
        extension.name(),
        false,
        extension.directives(),
        extension.interfaces(),
        extension.fields(),
        extension.members(),
        extension.enumValues());
  }

  private void define(DirectiveDefinition directive) {
    limit.step();
    String name = directive.name();
    if (directives.put(name, directive) != null && !MAY_BE_DEFINED_AGAIN.contains(name)) {
      throw RegoException.failed("directive `@%s` is defined twice".formatted(name));
    }
  }

  /** Where operations begin (§3.3). */
  private void loadRoots() {
    if (document.schemas().size() > 1) {
      throw RegoException.failed("there is more than one `schema`: extend the first");
    }
    document.schemas().forEach(this::loadRoots);
    document.schemaExtensions().forEach(this::loadRoots);
    if (document.schemas().isEmpty()) {
      for (OperationType operation : OperationType.values()) {
        if (types.containsKey(operation.usualRoot())) {
          roots.putIfAbsent(operation, operation.usualRoot());
        }
      }
    }
  }

  private void loadRoots(SchemaDefinition schema) {
    for (SchemaDefinition.Root root : schema.roots()) {
      if (!types.containsKey(root.type())) {
        throw RegoException.failed(
            "the root of %s is `%s`, which is not defined"
                .formatted(root.operation(), root.type()));
      }
      for (OperationType operation : OperationType.values()) {
        if (operation.keyword().equals(root.operation())) {
          roots.put(operation, root.type());
        }
      }
    }
  }

  private Map<String, Set<String>> possibleTypes() {
    Map<String, Set<String>> possible = new HashMap<>();
    for (Definition type : types.values()) {
      String name = type.name();
      switch (type.kind()) {
        case UNION -> add(possible, name, type.members());
        case INTERFACE -> type.interfaces().forEach(it -> add(possible, it, List.of(name)));
        case OBJECT, INPUT_OBJECT -> {
          type.interfaces().forEach(it -> add(possible, it, List.of(name)));
          add(possible, name, List.of(name));
        }
        case SCALAR, ENUM, UNKNOWN -> {}
      }
    }
    return possible;
  }

  private void add(Map<String, Set<String>> possible, String name, List<String> types) {
    limit.step();
    possible.computeIfAbsent(name, it -> new LinkedHashSet<>()).addAll(types);
  }
}
