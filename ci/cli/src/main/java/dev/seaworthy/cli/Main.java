package dev.seaworthy.cli;

import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.command.Commands;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.ProcessConsole;

/** Starts the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Console console = ProcessConsole.open();
    int code = run(Setup.of(console), args);
    console.out().flush();
    console.err().flush();
    System.exit(code);
  }

  /** Runs one command and returns its exit code. */
  public static int run(Setup setup, String... args) {
    return Commands.all(setup).execute(args);
  }
}
