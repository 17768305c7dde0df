package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.log.InclusionProof;
import dev.seaworthy.engine.log.LogException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Proves that one entry is in a log. */
@Command(
    name = "prove",
    description = "Write the proof that an entry is in a log, for who has not the log.",
    sortOptions = false,
    footer = {
      "",
      "The proof has the form of C2SP tlog-proof@v1. Hand it over with the entry.",
      "",
      "Examples:",
      "  seaworthy log show decisions --key log-key.pub --from 41 --to 42 > 41.json",
      "  seaworthy log prove decisions 41 --key log-key.pub -o 41.tlog-proof",
      "  seaworthy log check 41.tlog-proof 41.json --key log-key.pub",
      "",
      "Exit codes: 0 proven, 1 refused, 3 bad usage or configuration, 4 internal error."
    })
final class LogProveCommand implements Callable<Integer> {
  @Mixin LogOptions log = new LogOptions();

  @Parameters(index = "1", paramLabel = "NUMBER", description = "The entry's number, from 0 on.")
  long index;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  LogProveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, LogException {
    InclusionProof proof = log.open().prove(index);
    output.write(console, out -> out.append(proof.text()));
    return ExitCode.PASS;
  }
}
