package dev.seaworthy.collectors.network.reach;

import java.util.List;
import java.util.Map;

/** Sets of ports as evidence holds them. */
final class PortTree {
  private PortTree() {}

  /** A list of {@code protocol}, {@code first} and {@code last}. */
  static List<Map<String, Object>> of(Connections ports) {
    return ports.spans().stream()
        .map(
            span ->
                Map.<String, Object>of(
                    "protocol", span.protocol().name(),
                    "first", span.first(),
                    "last", span.last()))
        .toList();
  }
}
