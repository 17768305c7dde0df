package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.ProgramIdentity;
import dev.seaworthy.cli.check.Setup;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which program this is. */
@Command(
    name = "version",
    description = "Print the version, the engine's digest and the Java that runs it.",
    footer = {"", "Example:", "  seaworthy version"})
final class VersionCommand implements Callable<Integer> {
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  VersionCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() {
    PrintStream out = setup.console().out();
    String digest = ProgramIdentity.engineDigest();
    out.println("seaworthy " + ProgramIdentity.version());
    out.println("engine    " + (digest.isEmpty() ? "unpackaged" : digest));
    out.println("java      " + Runtime.version());
    return ExitCode.PASS;
  }
}
