package dev.seaworthy.cli.hook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The headers of an event.
 *
 * @param get the value of a name in any case
 */
record Headers(Function<String, Optional<String>> get) {
  private static final int MOST_CHARACTERS = 300;

  /** The first of these that is there, and neither empty nor longer than any that is meant. */
  Optional<String> first(List<String> names) {
    return names.stream()
        .flatMap(name -> get.apply(name).stream())
        .map(String::strip)
        .filter(value -> !value.isEmpty() && value.length() <= MOST_CHARACTERS)
        .findFirst();
  }
}
