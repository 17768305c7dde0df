package dev.seaworthy.cli.command;

import com.google.common.base.Strings;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.record.RecordKind;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the kinds of records. */
@Command(
    name = "list",
    description = "List the kinds of records there are.",
    sortOptions = false,
    footer = {"", "Example:", "  seaworthy record list"})
final class RecordListCommand implements Callable<Integer> {
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  RecordListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    List<RecordKind> kinds = RecordKind.all();
    int width = kinds.stream().mapToInt(kind -> kind.name().length()).max().orElse(0);
    output.write(
        console,
        out -> {
          for (RecordKind kind : kinds) {
            out.append(Strings.padEnd(kind.name(), width, ' '))
                .append("  ")
                .append(kind.title())
                .append("\n");
          }
        });
    return ExitCode.PASS;
  }
}
