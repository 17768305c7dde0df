package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Graphs: objects that name each node's neighbours in an array or a set. */
final class Graphs {
  private static final int BYTES_PER_NODE = 40;

  private final Budget budget;
  private final ObjectValue graph;

  private Graphs(Budget budget, ObjectValue graph) {
    this.budget = budget;
    this.graph = graph;
  }

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "graph.reachable" ->
          (Builtin.Two)
              (budget, a, b) -> new Graphs(budget, Operands.object(a, 1)).reachable(initial(b));
      case "graph.reachable_paths" ->
          (Builtin.Two)
              (budget, a, b) -> new Graphs(budget, Operands.object(a, 1)).paths(initial(b));
      default -> null;
    };
  }

  private static ArrayValue initial(Value b) {
    if (b instanceof ArrayValue || b instanceof SetValue) {
      return Operands.arrayOrSet(b, 2);
    }
    throw Operands.type(2, b, "{array, set}");
  }

  private static ArrayValue neighbours(Value edges) {
    return edges instanceof ArrayValue || edges instanceof SetValue
        ? Operands.arrayOrSet(edges, 1)
        : ArrayValue.EMPTY;
  }

  private Value reachable(ArrayValue initial) {
    SetValue reached = new SetValue();
    Deque<Value> queue = new ArrayDeque<>();
    enqueue(queue, initial);
    for (Value node = queue.poll(); node != null; node = queue.poll()) {
      Value edges = graph.get(node);
      if (edges != null && reached.add(node)) {
        enqueue(queue, neighbours(edges));
      }
    }
    return reached.sort();
  }

  private void enqueue(Deque<Value> queue, ArrayValue nodes) {
    budget.allocate((long) nodes.size() * BYTES_PER_NODE);
    for (int i = 0; i < nodes.size(); i++) {
      budget.step();
      queue.add(nodes.at(i));
    }
  }

  private Value paths(ArrayValue initial) {
    SetValue found = new SetValue();
    for (int i = 0; i < initial.size(); i++) {
      Value edges = graph.get(initial.at(i));
      if (edges != null) {
        begin(initial.at(i), neighbours(edges), found);
      }
    }
    return found.sort();
  }

  /** From where a path begins, even the way back to itself counts. */
  private void begin(Value root, ArrayValue nodes, SetValue found) {
    if (nodes.size() == 0) {
      commit(List.of(root), found);
    }
    for (int i = 0; i < nodes.size(); i++) {
      if (graph.get(nodes.at(i)) == null) {
        commit(List.of(root), found);
      } else {
        List<Value> path = new ArrayList<>(List.of(root, nodes.at(i)));
        follow(path, new HashSet<>(path), found);
      }
    }
  }

  /** Goes on from the last node of a path until there is no new node. */
  private void follow(List<Value> path, Set<Value> onPath, SetValue found) {
    Value edges = graph.get(path.get(path.size() - 1));
    ArrayValue nodes = edges == null ? ArrayValue.EMPTY : neighbours(edges);
    if (nodes.size() == 0) {
      commit(path, found);
    }
    for (int i = 0; i < nodes.size(); i++) {
      budget.step();
      Value next = nodes.at(i);
      if (graph.get(next) == null || !onPath.add(next)) {
        commit(path, found);
        continue;
      }
      path.add(next);
      follow(path, onPath, found);
      path.remove(path.size() - 1);
      onPath.remove(next);
    }
  }

  private void commit(List<Value> path, SetValue found) {
    budget.steps(path.size());
    budget.allocate((long) path.size() * 8 + BYTES_PER_NODE);
    found.add(ArrayValue.of(path));
  }
}
