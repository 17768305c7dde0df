package dev.seaworthy.engine.rego.graphql.ast;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of a tree; what is empty is not in it. */
record Tree(ObjectValue object) {
  String text(String name) {
    return object.get(name) instanceof StringValue text ? text.text() : "";
  }

  boolean flag(String name) {
    return BooleanValue.TRUE.equals(object.get(name));
  }

  int number(String name) {
    return object.get(name) instanceof NumberValue number ? (int) number.longValue() : 0;
  }

  boolean has(String name) {
    return object.get(name) != null;
  }

  @Nullable Tree find(String name) {
    return object.get(name) instanceof ObjectValue part ? new Tree(part) : null;
  }

  /**
   * A part that nothing can be said without.
   *
   * @throws RegoException if it is missing
   */
  Tree require(String name) {
    Tree part = find(name);
    if (part == null) {
      String owner = text("Name").isEmpty() ? text("Variable") : text("Name");
      throw RegoException.failed("the tree has no %s for `%s`".formatted(name, owner));
    }
    return part;
  }

  <T> List<T> list(String name, Function<Tree, T> read) {
    List<T> parts = new ArrayList<>();
    for (Value part : parts(name)) {
      if (part instanceof ObjectValue tree) {
        parts.add(read.apply(new Tree(tree)));
      }
    }
    return List.copyOf(parts);
  }

  <T extends Named> NamedList<T> named(String name, Function<Tree, T> read) {
    return NamedList.of(list(name, read));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Value part : parts(name)) {
      if (part instanceof StringValue text) {
        texts.add(text.text());
      }
    }
    return List.copyOf(texts);
  }

  private List<Value> parts(String name) {
    List<Value> parts = new ArrayList<>();
    if (object.get(name) instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        parts.add(array.at(i));
      }
    }
    return parts;
  }
}
