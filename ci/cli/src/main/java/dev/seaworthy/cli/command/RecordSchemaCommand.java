package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.record.RecordKind;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the JSON Schema (draft 2020-12) of a kind of record. */
@Command(
    name = "schema",
    description = "Print the JSON Schema (draft 2020-12) of a kind of record.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  seaworthy record schema RestoreDrill -o restore-drill.schema.json"
    })
final class RecordSchemaCommand implements Callable<Integer> {
  @Mixin RecordKindParameter about = new RecordKindParameter();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  RecordSchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    RecordKind kind = about.kind();
    output.write(console, out -> PrettyJson.write(CanonicalJson.of(kind.schema()), out));
    return ExitCode.PASS;
  }
}
