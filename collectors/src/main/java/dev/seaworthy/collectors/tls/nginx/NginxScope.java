package dev.seaworthy.collectors.tls.nginx;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where directives apply: a block, and those around it. A directive within replaces all of its name
 * from without, also of those that may stand several times.
 *
 * @param levels the innermost first
 */
record NginxScope(List<List<NginxDirective>> levels) {
  NginxScope {
    levels = List.copyOf(levels);
  }

  NginxScope inside(NginxDirective block) {
    return new NginxScope(Stream.concat(Stream.of(block.inner()), levels.stream()).toList());
  }

  /** What stands in the innermost block itself. */
  Stream<NginxDirective> own(String name) {
    return levels.get(0).stream().filter(one -> one.is(name));
  }

  List<NginxDirective> all(String name) {
    return levels.stream()
        .map(level -> level.stream().filter(one -> one.is(name)).toList())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** The first argument of the directive that applies. */
  Optional<String> word(String name) {
    return all(name).stream().flatMap(one -> one.arguments().stream()).findFirst();
  }

  boolean isOn(String name, boolean otherwise) {
    return word(name).map(word -> word.equalsIgnoreCase("on")).orElse(otherwise);
  }
}
