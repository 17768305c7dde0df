package dev.seaworthy.cli;

import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.command.Commands;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.ProcessConsole;
import java.util.Locale;

/** Starts the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // What is written is compared by its bytes, so digits and case are the same for all users.
    Locale.setDefault(Locale.ROOT);
    Console console = ProcessConsole.open();
    int code = run(Setup.of(console), args);
    System.exit(delivered(console) ? code : ExitCode.CONFIGURATION);
  }

  /** A verdict that did not reach its reader must not look as if it had. */
  private static boolean delivered(Console console) {
    boolean lost = console.out().checkError();
    if (lost) {
      console.err().println("seaworthy: error: standard output could not be written to its end");
    }
    console.err().flush();
    return !lost;
  }

  /** Runs one command and returns its exit code. */
  public static int run(Setup setup, String... args) {
    return Commands.of(setup, args).execute(args);
  }
}
