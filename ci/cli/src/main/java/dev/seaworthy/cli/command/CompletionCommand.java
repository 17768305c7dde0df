package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Print a completion script for a shell.",
    footer = {
      "",
      "Examples:",
      "  source <(seaworthy completion bash)",
      "  seaworthy completion zsh > ~/.seaworthy-completion && source ~/.seaworthy-completion"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells there are scripts for. */
  enum Shell {
    BASH,
    ZSH
  }

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "bash",
      paramLabel = "SHELL",
      description = "bash or zsh (default: ${DEFAULT-VALUE}).")
  Shell shell = Shell.BASH;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  CompletionCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("seaworthy", spec.root().commandLine());
    if (shell == Shell.ZSH) {
      // The script is bash's; zsh runs it through its own emulation.
      script = "autoload -U +X compinit && compinit\n" + script;
    }
    setup.console().out().print(script);
    return ExitCode.PASS;
  }
}
