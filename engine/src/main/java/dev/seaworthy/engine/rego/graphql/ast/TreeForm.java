package dev.seaworthy.engine.rego.graphql.ast;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a tree that a policy gives into the form in which a parser would have made it: with the
 * fields that a {@link Shape} has, no others, and none that are empty.
 */
public final class TreeForm {
  /**
   * What a selection may be. Any object that does not contradict it is a field, even one that was a
   * fragment: so it is in OPA.
   */
  private static final List<String> SELECTIONS = List.of("Field", "Spread", "InlineFragment");

  private final WorkLimit limit;

  private TreeForm(WorkLimit limit) {
    this.limit = limit;
  }

  /**
   * A query's tree in its form.
   *
   * @throws RegoException if something in it has another type than it has to have
   */
  public static ObjectValue query(Value tree, WorkLimit limit) {
    return new TreeForm(limit).object(tree, "Query");
  }

  /**
   * A schema's tree in its form.
   *
   * @throws RegoException if something in it has another type than it has to have
   */
  public static ObjectValue schema(Value tree, WorkLimit limit) {
    return new TreeForm(limit).object(tree, "Schema");
  }

  private ObjectValue object(Value tree, String name) {
    ObjectValue result = new ObjectValue();
    limit.deeper(() -> fill(result, given(tree, name), Shape.of(name)));
    result.sort();
    return result;
  }

  private static ObjectValue given(Value tree, String name) {
    if (tree instanceof ObjectValue object) {
      return object;
    }
    throw mismatch(name, "an object", tree);
  }

  private void fill(ObjectValue result, ObjectValue given, Shape shape) {
    for (Map.Entry<String, String> field : shape.fields().entrySet()) {
      put(result, field.getKey(), empty(field.getValue()));
    }
    for (int i = 0; i < given.size(); i++) {
      String field = given.keyAt(i) instanceof StringValue key ? shape.field(key.text()) : null;
      if (field != null && !(given.valueAt(i) instanceof NullValue)) {
        Value part = part(given.valueAt(i), field, shape.fields().getOrDefault(field, ""));
        put(result, field, isEmpty(part) ? null : part);
      }
    }
  }

  private static void put(ObjectValue result, String name, @Nullable Value value) {
    if (value != null) {
      result.put(StringValue.of(name), value);
    }
  }

  /** What there is where nothing is said. */
  private static @Nullable Value empty(String content) {
    return switch (content) {
      case "text" -> StringValue.EMPTY;
      case "flag" -> BooleanValue.FALSE;
      case "number" -> NumberValue.of(0);
      default -> null;
    };
  }

  private static boolean isEmpty(Value part) {
    return (part instanceof ObjectValue object && object.size() == 0)
        || (part instanceof ArrayValue array && array.size() == 0);
  }

  private Value part(Value given, String field, String content) {
    if (content.equals("selections")) {
      return selections(elements(given, field));
    }
    if (content.startsWith("[")) {
      return list(elements(given, field), field, content.substring(1, content.length() - 1));
    }
    return switch (content) {
      case "text" -> typed(given, given instanceof StringValue, field, "a string");
      case "flag" -> typed(given, given instanceof BooleanValue, field, "a boolean");
      case "number" -> typed(given, isInteger(given), field, "an integer");
      default -> object(given, content);
    };
  }

  private static Value typed(Value given, boolean fits, String field, String wanted) {
    if (!fits) {
      throw mismatch(field, wanted, given);
    }
    return given;
  }

  private static boolean isInteger(Value given) {
    return given instanceof NumberValue number
        && number.isInteger()
        && number.literal().indexOf('.') < 0;
  }

  private static List<Value> elements(Value given, String field) {
    ArrayValue array = given instanceof SetValue set ? set.toArray() : null;
    if (given instanceof ArrayValue its) {
      array = its;
    }
    if (array == null) {
      throw mismatch(field, "an array", given);
    }
    List<Value> elements = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      elements.add(array.at(i));
    }
    return elements;
  }

  private ArrayValue list(List<Value> elements, String field, String content) {
    ArrayValue list = ArrayValue.withCapacity(elements.size());
    for (Value element : elements) {
      boolean isNull = element instanceof NullValue;
      Value empty = empty(content);
      Value part = isNull && empty != null ? empty : part(element, field, content);
      if (!isEmpty(part)) {
        list.add(part);
      }
    }
    return list;
  }

  private ArrayValue selections(List<Value> elements) {
    ArrayValue selections = ArrayValue.withCapacity(elements.size());
    for (Value element : elements) {
      ObjectValue selection = selection(element instanceof NullValue ? ObjectValue.EMPTY : element);
      if (selection != null) {
        selections.add(selection);
      }
    }
    return selections;
  }

  /** What is no selection at all is left out, as in OPA. */
  private @Nullable ObjectValue selection(Value element) {
    for (String name : SELECTIONS) {
      try {
        return object(element, name);
      } catch (RegoException e) {
        if (!e.isUndefined()) {
          throw e;
        }
      }
    }
    return null;
  }

  private static RegoException mismatch(String field, String wanted, Value given) {
    return RegoException.failed(
        "a GraphQL tree has %s in `%s`, not %s".formatted(given.typeName(), field, wanted));
  }
}
