package dev.seaworthy.engine.rego.graphql.ast;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes in their order, found by name. */
public final class NamedList<T extends Named> implements Iterable<T> {
  private final List<T> nodes;
  private final Map<String, T> byName = new HashMap<>();

  private NamedList(List<T> nodes) {
    this.nodes = nodes;
    for (T node : nodes) {
      byName.putIfAbsent(node.name(), node);
    }
  }

  /** A list of these. */
  public static <T extends Named> NamedList<T> of(List<T> nodes) {
    return new NamedList<>(List.copyOf(nodes));
  }

  /** These nodes and then the others. */
  public NamedList<T> and(NamedList<T> others) {
    return others.isEmpty()
        ? this
        : new NamedList<>(Stream.concat(nodes.stream(), others.nodes.stream()).toList());
  }

  /** The first node of a name; null if there is none. */
  public @Nullable T find(String name) {
    return byName.get(name);
  }

  /** Whether there is a node of a name. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** The name of the first node that has the name of another before it. */
  public Optional<String> repeated() {
    if (byName.size() == nodes.size()) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    return nodes.stream().map(Named::name).filter(name -> !seen.add(name)).findFirst();
  }

  public boolean isEmpty() {
    return nodes.isEmpty();
  }

  public int size() {
    return nodes.size();
  }

  @Override
  public Iterator<T> iterator() {
    return nodes.iterator();
  }
}
