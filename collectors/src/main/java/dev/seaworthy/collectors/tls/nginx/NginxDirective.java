package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.engine.evidence.Location;
import java.util.List;

/**
 * One directive of an nginx configuration.
 *
 * @param words its name and arguments, without quotes
 * @param inner what stands in its block; empty for one without
 */
record NginxDirective(Location at, List<String> words, List<NginxDirective> inner) {
  NginxDirective {
    words = List.copyOf(words);
    inner = List.copyOf(inner);
  }

  String name() {
    return words.get(0);
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }

  boolean is(String name) {
    return name().equals(name);
  }
}
