package dev.seaworthy.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the command line takes from the process around it, so that tests can stand in for it.
 *
 * @param outIsTerminal whether people read {@code out} as it comes
 * @param errIsTerminal whether people read {@code err} as it comes
 * @param columns width of the terminal, 0 where unknown
 * @param settings what the launcher tells: where the installation is
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int columns,
    Map<String, String> environment,
    Map<String, String> settings,
    Clock clock) {
  /** Width of text that nobody reads on a terminal. */
  public static final int DEFAULT_COLUMNS = 100;

  private static final int NARROWEST = 60;
  private static final int WIDEST = 140;

  public Console {
    environment = Map.copyOf(environment);
    settings = Map.copyOf(settings);
  }

  /** Columns to lay text out in. */
  public int textColumns() {
    return outIsTerminal && columns > 0
        ? Math.max(NARROWEST, Math.min(WIDEST, columns))
        : DEFAULT_COLUMNS;
  }

  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name)).filter(value -> !value.isEmpty());
  }

  public boolean debug() {
    return !environment.getOrDefault("SEAWORTHY_DEBUG", "").isEmpty();
  }
}
