package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the machine, run to its end. */
final class Tool {
  /** What a run left behind. */
  record Run(int code, String out, String err) {
    boolean succeeded() {
      return code == 0;
    }
  }

  private final List<String> command;

  private Tool(List<String> command) {
    this.command = List.copyOf(command);
  }

  static Tool of(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    return new Tool(command);
  }

  /**
   * Runs in a folder, with this process's environment and {@code settings} beside.
   *
   * @param settings {@code NAME=value}
   */
  Run in(Path folder, String... settings) throws ConfigurationException {
    try {
      // Into files, for a program that fills one of two pipes would wait for its reader for ever.
      Path out = Files.createTempFile("seaworthy-", ".out");
      Path err = Files.createTempFile("seaworthy-", ".err");
      try {
        int code = start(folder, out, err, settings).waitFor();
        return new Run(code, read(out), read(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "TOOL",
          "`%s` cannot be run".formatted(command.get(0)),
          "check that it is a program this user may run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigurationException(
          "TOOL", "`%s` was interrupted".formatted(command.get(0)), "run the command again");
    }
  }

  private Process start(Path folder, Path out, Path err, String... settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return builder.start();
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
