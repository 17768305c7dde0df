package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.terminal.ColorChoice;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.cli.terminal.Progress;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where a result goes and how it looks. */
@Command
final class OutputOptions {
  /** Writes a result. */
  @FunctionalInterface
  interface Result {
    void writeTo(Appendable out) throws IOException;
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the result to FILE, whole or not at all, instead of standard output.")
  @Nullable Path output;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colour the table: always, auto or never (default: ${DEFAULT-VALUE}).")
  ColorChoice color = ColorChoice.AUTO;

  @Option(names = "--no-color", description = "The same as --color never; NO_COLOR is heeded too.")
  boolean noColor;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but errors.")
  boolean quiet;

  /** The colours of the result. */
  Palette palette(Console console) {
    ColorChoice choice = noColor ? ColorChoice.NEVER : color;
    boolean terminal = output == null && console.outIsTerminal();
    return choice.palette(terminal, console.environment());
  }

  /** Columns to lay the result out in. */
  int columns(Console console) {
    return output == null ? console.textColumns() : Console.DEFAULT_COLUMNS;
  }

  Progress progress(Console console) {
    return Progress.on(console, quiet);
  }

  /** Writes the result to where it was asked for. */
  void write(Console console, Result result) throws ConfigurationException {
    writeBytes(console, out -> write(result, new OutputStreamWriter(out, StandardCharsets.UTF_8)));
  }

  /** The same, of what may be no text. */
  void writeBytes(Console console, OutputFile.Content result) throws ConfigurationException {
    Path file = output;
    if (file != null) {
      OutputFile.write(file, result);
      note(console, "written to " + file);
      return;
    }
    try {
      result.writeTo(console.out());
      console.out().flush();
    } catch (IOException e) {
      throw new IllegalStateException("a print stream keeps its errors to itself", e);
    }
  }

  /** Writes to standard output, whatever a file is given for. */
  void show(Console console, Result result) {
    try {
      write(result, new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("a print stream keeps its errors to itself", e);
    }
  }

  void note(Console console, String text) {
    if (!quiet) {
      new Messages(console.err()).note("seaworthy: " + text);
    }
  }

  private static void write(Result result, Writer out) throws IOException {
    BufferedWriter buffered = new BufferedWriter(out, 1 << 16);
    result.writeTo(buffered);
    buffered.flush();
  }
}
