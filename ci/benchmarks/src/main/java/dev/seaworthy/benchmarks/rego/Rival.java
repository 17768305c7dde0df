package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.json.CanonicalJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A running process that evaluates one workload on command; see {@link Contender}. */
final class Rival implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;

  /** Evaluations, and what they took. */
  record Count(long evaluations, long nanos, Duration processor) {
    double perSecond() {
      return evaluations * 1e9 / nanos;
    }

    double perProcessorSecond() {
      return evaluations * 1e9 / Math.max(1, processor.toNanos());
    }
  }

  private Rival(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts an engine on a workload.
   *
   * @param errors where the process's complaints go
   * @throws IOException if it does not take the workload
   */
  static Rival start(List<String> command, Path workload, File errors) throws IOException {
    List<String> words = new ArrayList<>(command);
    words.add(workload.toString());
    Rival rival = new Rival(new ProcessBuilder(words).redirectError(errors).start());
    if (!rival.answer().equals("ready")) {
      throw new IOException("an engine that does not say that it is ready");
    }
    return rival;
  }

  CanonicalJson result() throws IOException {
    return CanonicalJson.parse(ask("result").getBytes(StandardCharsets.UTF_8));
  }

  Count measure(Mode mode, long millis) throws IOException {
    Duration before = processorTime();
    String[] words =
        ask("measure %s %d %d".formatted(mode.form(), mode.threads(), millis)).split(" ", -1);
    return new Count(
        Long.parseLong(words[0]), Long.parseLong(words[1]), processorTime().minus(before));
  }

  private Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private String ask(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the engine ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
