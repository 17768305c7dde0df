package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Signal;
import dev.seaworthy.cli.log.LogServer;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogResources;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a log to whoever wants to watch it. */
@Command(
    name = "serve",
    description = "Serve a log over HTTP, to be read only (C2SP tlog-tiles).",
    sortOptions = false,
    footer = {
      "",
      "It shows `checkpoint`, `tile/…` and `tile/entries/…`, and nothing else, also while others",
      "append to the log, and needs no key. There is no TLS: put a proxy before it where others",
      "than this machine read. It runs until it is stopped.",
      "",
      "Example:",
      "  seaworthy log serve verdicts --port 8080"
    })
final class LogServeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the log.")
  Path folder = Path.of("");

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  String address = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port to listen on, 0 for any that is free (default: ${DEFAULT-VALUE}).")
  int port;

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  LogServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, LogException {
    Usage.require(spec, port >= 0 && port <= 65_535, "--port is from 0 to 65535");
    Messages messages = new Messages(console.err());
    Signal signal = new Signal();
    try (LogServer server =
            LogServer.start(LogResources.of(folder), messages::error, address, port);
        StopOnSignal stop = new StopOnSignal(signal, ExitCode.INTERNAL)) {
      console.out().printf("the log, to be read: %s%n", server.address());
      console.out().flush();
      signal.awaitStop();
      stop.ended(ExitCode.PASS);
      return ExitCode.PASS;
    }
  }
}
