package dev.seaworthy.collectors.network.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers connection sets and remembers their unions, intersections and differences. A cluster has
 * few distinct sets and very many pairs of workloads, so nearly every operation is a look-up.
 */
final class ConnectionTable {
  static final int NONE = 0;
  static final int ALL = 1;

  private final List<Connections> sets = new ArrayList<>();
  private final Map<Connections, Integer> numbers = new HashMap<>();
  private final Map<Long, Integer> unions = new HashMap<>();
  private final Map<Long, Integer> intersections = new HashMap<>();
  private final Map<Long, Integer> differences = new HashMap<>();

  ConnectionTable() {
    number(Connections.NONE);
    number(Connections.ALL);
  }

  int number(Connections set) {
    return numbers.computeIfAbsent(
        set,
        added -> {
          sets.add(added);
          return sets.size() - 1;
        });
  }

  Connections set(int number) {
    return sets.get(number);
  }

  int union(int a, int b) {
    if (a == b || b == NONE || a == ALL) {
      return a;
    }
    if (a == NONE || b == ALL) {
      return b;
    }
    return unions.computeIfAbsent(pair(a, b), key -> number(set(a).union(set(b))));
  }

  int intersection(int a, int b) {
    if (a == b || a == NONE || b == ALL) {
      return a;
    }
    if (b == NONE || a == ALL) {
      return b;
    }
    return intersections.computeIfAbsent(pair(a, b), key -> number(set(a).intersection(set(b))));
  }

  int minus(int a, int b) {
    if (a == NONE || b == NONE) {
      return a;
    }
    if (a == b || b == ALL) {
      return NONE;
    }
    return differences.computeIfAbsent(pair(a, b), key -> number(set(a).minus(set(b))));
  }

  private static long pair(int a, int b) {
    return (long) a << Integer.SIZE | b;
  }
}
