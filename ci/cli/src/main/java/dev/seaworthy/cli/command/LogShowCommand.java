package dev.seaworthy.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints entries of a log. */
@Command(
    name = "show",
    description = "Print the entries of a log, a line of JSON for each.",
    sortOptions = false,
    footer = {
      "",
      "Entries are printed as they were logged, byte by byte; `log verify` says whether all fit the",
      "checkpoint. Those that wait for a checkpoint are not shown.",
      "",
      "Examples:",
      "  seaworthy log show decisions --key log-key.pub",
      "  seaworthy log show decisions --key log-key.pub --since 2026-11-01T00:00:00Z",
      "",
      "Exit codes: 0 shown, 1 refused, 3 bad usage or configuration, 4 internal error."
    })
final class LogShowCommand implements Callable<Integer> {
  @Mixin LogOptions log = new LogOptions();

  @Option(
      names = "--from",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Begin with this entry (default: ${DEFAULT-VALUE}).")
  long from;

  @Option(
      names = "--to",
      paramLabel = "NUMBER",
      description = "End before this entry (default: with the last).")
  long to = Long.MAX_VALUE;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Show no entries of an earlier time, such as 2026-11-01T00:00:00Z.")
  @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Show no entries of this time or a later one.")
  @Nullable Instant until;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  LogShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, LogException {
    Usage.require(
        spec, from >= 0 && from <= to, "--from and --to take numbers from 0 on, in order");
    LogReader reader = log.open();
    try {
      output.write(console, out -> write(reader, out));
    } catch (UnreadableException e) {
      throw e.cause;
    }
    return ExitCode.PASS;
  }

  private void write(LogReader reader, Appendable out) throws IOException {
    try {
      reader.read(
          from, Math.min(to, reader.checkpoint().size()), (index, entry) -> write(entry, out));
    } catch (LogException e) {
      throw new UnreadableException(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Carries what is wrong with a log through the writing of a result. */
  private static final class UnreadableException extends RuntimeException {
    private final transient LogException cause;

    UnreadableException(LogException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  private void write(byte[] entry, Appendable out) {
    String text = new String(entry, StandardCharsets.UTF_8);
    if (!isAsked(text)) {
      return;
    }
    try {
      out.append(text).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isAsked(String entry) {
    if (since == null && until == null) {
      return true;
    }
    Instant time = time(entry);
    return (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
  }

  /** An entry without a time is shown whatever is asked for: nobody knows that it is not meant. */
  private Instant time(String entry) {
    try {
      JsonNode read = StrictJson.parse(entry.getBytes(StandardCharsets.UTF_8));
      return Instant.parse(read.path("time").asText());
    } catch (NotCanonicalException | DateTimeParseException e) {
      Instant begin = since;
      return begin == null ? Instant.MIN : begin;
    }
  }
}
