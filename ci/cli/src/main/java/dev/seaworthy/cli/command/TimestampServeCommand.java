package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.Signal;
import dev.seaworthy.cli.stamp.TestStampServer;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.stamp.TestAuthority;
import dev.seaworthy.engine.x509.CertificateChain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives time stamps that nobody may trust. */
@Command(
    name = "serve",
    description =
        "Answer requests for time stamps from this machine alone, by an authority that says TEST"
            + " and that nobody may trust.",
    footer = {
      "",
      "Its keys are new at each start and kept in memory; the file has its certificates, the",
      "authority's own first. It runs until it is stopped.",
      "",
      "Example:",
      "  seaworthy timestamp serve --test --port 3161 -o test-authority.pem"
    })
final class TimestampServeCommand implements Callable<Integer> {
  @Option(names = "--test", required = true, description = "Say that you know: it attests nothing.")
  boolean test;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Of 127.0.0.1; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where its certificates go, in PEM.")
  Path output = Path.of("");

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  TimestampServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Usage.require(spec, test, "there is no authority but for tests: --test");
    Usage.require(spec, port >= 0 && port <= 65_535, "--port is from 0 to 65535");
    SecureRandom random = new SecureRandom();
    TestAuthority authority =
        TestAuthority.of(
            SigningKey.generate(random),
            SigningKey.generate(random),
            console.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    Signal signal = new Signal();
    try (TestStampServer server = TestStampServer.start(authority, console.clock(), port);
        StopOnSignal stop = new StopOnSignal(signal, ExitCode.INTERNAL)) {
      OutputFile.write(
          output, CertificateChain.toPem(authority.chain()).getBytes(StandardCharsets.US_ASCII));
      console
          .out()
          .printf(
              "TEST time stamps, to be trusted by nobody: %s (certificates: %s)%n",
              server.address(), Printable.of(output.toString()));
      console.out().flush();
      signal.awaitStop();
      stop.ended(ExitCode.PASS);
      return ExitCode.PASS;
    }
  }
}
