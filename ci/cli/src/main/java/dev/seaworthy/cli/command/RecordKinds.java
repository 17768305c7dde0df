package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Suggestion;
import dev.seaworthy.collectors.record.RecordKind;
import java.util.Set;
import java.util.TreeSet;

/** Finds the kind of record that a user names. */
final class RecordKinds {
  private RecordKinds() {}

  /**
   * The kind of this name.
   *
   * @throws ConfigurationException if there is none
   */
  static RecordKind named(String name) throws ConfigurationException {
    Set<String> known = new TreeSet<>();
    RecordKind.all().forEach(kind -> known.add(kind.name()));
    return RecordKind.named(name)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "UNKNOWN_RECORD",
                    "there is no record of kind `%s`".formatted(name),
                    Suggestion.fix(name, known)));
  }
}
