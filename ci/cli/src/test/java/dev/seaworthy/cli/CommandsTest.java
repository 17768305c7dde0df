package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.command.Commands;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A start that makes one command alone must not show. */
final class CommandsTest {
  private static final Setup SETUP = new Bench().realSetup();

  @Test
  void eachCommandIsTheSameMadeAlone() {
    CommandLine all = Commands.all(SETUP);
    assertThat(all.getSubcommands()).hasSizeGreaterThan(15);
    all.getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(Commands.of(SETUP, name).getSubcommands())
                    .as(name)
                    .hasEntrySatisfying(
                        name, alone -> assertThat(help(alone)).isEqualTo(help(command))));
  }

  @Test
  void whatBeginsWithNoCommandMeetsThemAll() {
    List<String> all = List.copyOf(Commands.all(SETUP).getSubcommands().keySet());
    assertThat(Commands.of(SETUP).getSubcommands().keySet()).containsExactlyElementsOf(all);
    assertThat(Commands.of(SETUP, "chek").getSubcommands().keySet()).containsExactlyElementsOf(all);
    assertThat(Commands.of(SETUP, "completion", "bash").getSubcommands().keySet())
        .containsExactlyElementsOf(all);
  }

  private static String help(CommandLine command) {
    StringBuilder text = new StringBuilder(command.getUsageMessage());
    command.getSubcommands().values().forEach(one -> text.append(help(one)));
    return text.toString();
  }
}
