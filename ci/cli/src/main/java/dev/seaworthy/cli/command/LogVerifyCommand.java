package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.log.Checkpoint;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies a whole log. */
@Command(
    name = "verify",
    description =
        "Verify that each entry of a log is under its signed checkpoint, and that the log extends"
            + " an earlier one.",
    sortOptions = false,
    footer = {
      "",
      "Whoever holds the key can write another log. Keep a copy of a checkpoint (the file of that",
      "name in the folder) elsewhere: with --extends nothing that was in the log then can have been",
      "changed or taken out since.",
      "",
      "Examples:",
      "  seaworthy log verify decisions --key log-key.pub",
      "  seaworthy log verify decisions --key log-key.pub --extends checkpoint-of-october",
      "",
      "Exit codes: 0 verified, 1 refused, 3 bad usage or configuration, 4 internal error."
    })
final class LogVerifyCommand implements Callable<Integer> {
  @Mixin LogOptions log = new LogOptions();

  @Option(
      names = "--extends",
      paramLabel = "CHECKPOINT",
      description = "Demand that the log extends the one of this checkpoint, signed by the key.")
  @Nullable Path earlier;

  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  LogVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, LogException {
    Path before = earlier;
    String checkpoint = before == null ? "" : InputFile.text(before);
    LogReader reader = log.open();
    reader.verify();
    Checkpoint head = reader.checkpoint();
    console
        .out()
        .printf(
            "%s: verified, %d entries under a checkpoint by %s%n",
            Printable.of(head.origin()), head.size(), log.key().id());
    reader.cosignatures().forEach(seen -> console.out().println("seen by " + seen));
    if (before != null) {
      console
          .out()
          .printf(
              "it extends `%s` of %d entries%n",
              Printable.of(before.toString()), reader.proveFrom(checkpoint).from());
    }
    return ExitCode.PASS;
  }
}
