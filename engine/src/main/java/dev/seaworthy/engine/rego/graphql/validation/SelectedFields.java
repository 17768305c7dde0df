package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.FieldDefinition;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.QueryDocument;
import dev.seaworthy.engine.rego.graphql.ast.Selection;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Field;
import dev.seaworthy.engine.rego.graphql.ast.Selection.InlineFragment;
import dev.seaworthy.engine.rego.graphql.ast.Selection.Spread;
import dev.seaworthy.engine.rego.graphql.ast.TypeKind;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a selection selects: fields by their names in the answer, inline fragments included, and the
 * names of the fragments it spreads.
 */
record SelectedFields(Map<String, List<Selected>> byName, List<String> fragments) {
  /**
   * A field and what is known of it.
   *
   * @param parent the type it is selected of; null if that is unknown
   * @param definition what that type says of it; null if it says nothing
   */
  record Selected(Field field, @Nullable Definition parent, @Nullable FieldDefinition definition) {
    /** Whether no object has both. */
    boolean excludes(Selected other) {
      return parent != null
          && other.parent != null
          && definition != null
          && other.definition != null
          && parent.kind() == TypeKind.OBJECT
          && other.parent.kind() == TypeKind.OBJECT
          && !parent.name().equals(other.parent.name());
    }
  }

  List<Selected> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  boolean hasNoFieldsAs(SelectedFields other) {
    return byName.isEmpty() && other.byName.isEmpty();
  }

  /** Collects fields, once for each selection. */
  static final class Cache {
    private final Schema schema;
    private final QueryDocument query;
    private final WorkLimit limit;

    /** Each selection is always of one type, and so has always the same fields. */
    private final IdentityHashMap<List<Selection>, SelectedFields> collected =
        new IdentityHashMap<>();

    Cache(Schema schema, QueryDocument query, WorkLimit limit) {
      this.schema = schema;
      this.query = query;
      this.limit = limit;
    }

    SelectedFields within(Operation operation) {
      return of(operation.selections(), schema.root(operation.type()));
    }

    SelectedFields within(Fragment fragment) {
      return of(fragment.selections(), schema.type(fragment.typeCondition()));
    }

    SelectedFields within(InlineFragment fragment, @Nullable Definition parent) {
      return of(fragment.selections(), typeOf(fragment, parent));
    }

    SelectedFields within(Selected field) {
      FieldDefinition definition = field.definition();
      return of(
          field.field().selections(), definition == null ? null : schema.type(definition.type()));
    }

    /** What a fragment selects; null if there is none of that name. */
    @Nullable SelectedFields fragment(String name) {
      Fragment fragment = query.fragments().find(name);
      return fragment == null ? null : within(fragment);
    }

    private SelectedFields of(List<Selection> selections, @Nullable Definition parent) {
      SelectedFields known = collected.get(selections);
      if (known != null) {
        return known;
      }
      SelectedFields fields = new SelectedFields(new LinkedHashMap<>(), new ArrayList<>());
      collect(fields, selections, parent);
      collected.put(selections, fields);
      return fields;
    }

    private @Nullable Definition typeOf(InlineFragment fragment, @Nullable Definition parent) {
      String condition = fragment.typeCondition();
      return condition.isEmpty() ? parent : schema.type(condition);
    }

    private void collect(
        SelectedFields fields, List<Selection> selections, @Nullable Definition parent) {
      for (Selection selection : selections) {
        limit.deeper(() -> collect(fields, selection, parent));
      }
    }

    private void collect(SelectedFields fields, Selection selection, @Nullable Definition parent) {
      if (selection instanceof Field field) {
        fields
            .byName()
            .computeIfAbsent(field.responseName(), name -> new ArrayList<>())
            .add(new Selected(field, parent, Walker.definition(field, parent)));
      } else if (selection instanceof InlineFragment fragment) {
        collect(fields, fragment.selections(), typeOf(fragment, parent));
      } else if (selection instanceof Spread spread) {
        fields.fragments().add(spread.name());
      }
    }
  }
}
