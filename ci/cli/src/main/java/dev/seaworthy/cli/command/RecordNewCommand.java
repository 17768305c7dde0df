package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.record.RecordKind;
import dev.seaworthy.collectors.record.RecordTemplate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Begins a record. */
@Command(
    name = "new",
    description = "Begin a record: YAML that says what belongs where.",
    sortOptions = false,
    footer = {
      "",
      "What must be given is left empty: a record that nobody filled in is refused.",
      "",
      "Example:",
      "  seaworthy record new RestoreDrill -o restore.yaml"
    })
final class RecordNewCommand implements Callable<Integer> {
  @Mixin RecordKindParameter about = new RecordKindParameter();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  RecordNewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    RecordKind kind = about.kind();
    output.write(console, out -> new RecordTemplate(kind, out).write());
    return ExitCode.PASS;
  }
}
