package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Begins a bundle. */
@Command(
    name = "new",
    description = "Begin a bundle: one control that works, its tests, and how to go on.",
    sortOptions = false,
    footer = {
      "",
      "Writes DIR/NAME with a control, its tests, bundle.json, data.json and a README, and",
      "DIR/capabilities.json where it is missing. What exists is never replaced.",
      "",
      "Examples:",
      "  seaworthy policy new warehouse",
      "  seaworthy policy new data-protection ours",
      "",
      "Exit codes: 0 written, 3 the name is taken or malformed, or DIR cannot be written to."
    })
public final class PolicyNewCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The bundle's name: lower-case words and `-`.")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "policies",
      description = "The folder of policies (default: ${DEFAULT-VALUE}).")
  Path folder = Path.of("policies");

  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  public PolicyNewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    for (String file : Scaffold.of(name, folder).write().keySet()) {
      console.out().println("written  " + Printable.of(folder.resolve(file).toString()));
    }
    console
        .out()
        .println("next     seaworthy policy test " + Printable.of(folder.resolve(name).toString()));
    return ExitCode.PASS;
  }
}
