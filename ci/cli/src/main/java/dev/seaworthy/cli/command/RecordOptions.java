package dev.seaworthy.cli.command;

import dev.seaworthy.cli.terminal.Console;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a record says that no tool can know. */
@Command
final class RecordOptions {
  @Option(
      names = "--environment",
      required = true,
      paramLabel = "NAME",
      description = "The environment that it is about, as in release.yaml.")
  String environment = "";

  @Option(
      names = "--by",
      required = true,
      paramLabel = "WHO",
      description = "Who answers for the record.")
  String by = "";

  /** A record that is taken now, to be filled with what was found. */
  Map<String, Object> record(String kind, Console console) {
    Map<String, Object> record = TakenRecord.of(kind, environment, console);
    record.put("by", by);
    return record;
  }

  /** Refuses what says nothing. */
  void require(CommandSpec spec) {
    Usage.require(spec, !environment.isBlank(), "--environment takes a name");
    Usage.require(spec, !by.isBlank(), "--by takes a name or an address");
  }
}
