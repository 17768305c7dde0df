package dev.seaworthy.cli.rehearse;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command that migrates, running. */
final class Migration {
  private static final long GRACE_SECONDS = 10;
  private static final long REST_MILLIS = 2000;

  private final Process process;
  private final List<Thread> pumps;
  private final CompletableFuture<Long> end;

  private Migration(Process process, List<Thread> pumps) {
    this.process = process;
    this.pumps = List.copyOf(pumps);
    this.end = process.onExit().thenApply(ended -> System.nanoTime());
  }

  /** Starts it with our environment and standard input. */
  static Migration start(List<String> command, Console console, Phases phases)
      throws ConfigurationException {
    try {
      Process process =
          new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      List<Thread> pumps = new ArrayList<>();
      pumps.add(pump(new OutputPump(process.getInputStream(), console.out(), phases)));
      pumps.add(pump(new OutputPump(process.getErrorStream(), console.err(), phases)));
      return new Migration(process, pumps);
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_RUN",
          "`%s` cannot be run".formatted(name(command)),
          "check that it is there and may be executed, by its path or on the PATH");
    }
  }

  /** The program alone: its arguments may hold what is nobody's business. */
  static String name(List<String> command) {
    Path file = Path.of(command.get(0)).getFileName();
    return file == null ? command.get(0) : file.toString();
  }

  /** Waits; whether it has ended. */
  boolean await(long nanos) {
    try {
      return process.waitFor(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** When it ended, in nanoseconds of our steady clock; now where it has not. */
  long end() {
    return end.getNow(System.nanoTime());
  }

  /** Asks it and all that it started to end, and ends what does not. */
  void stop() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    await(TimeUnit.SECONDS.toNanos(GRACE_SECONDS));
    all.forEach(ProcessHandle::destroyForcibly);
    await(TimeUnit.SECONDS.toNanos(GRACE_SECONDS));
  }

  /** Its exit status, after all that it printed was handed on; -1 where it does not end. */
  int exitStatus() {
    for (Thread pump : pumps) {
      try {
        // What it left running may hold its output open for ever.
        pump.join(REST_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return process.isAlive() ? -1 : process.exitValue();
  }

  private static Thread pump(OutputPump pump) {
    Thread thread = new Thread(pump, "command-output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
