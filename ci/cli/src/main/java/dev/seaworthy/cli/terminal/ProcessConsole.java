package dev.seaworthy.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** The console of this very process. The one place that reads its environment and streams. */
public final class ProcessConsole {
  private static final String PREFIX = "seaworthy.";

  private ProcessConsole() {}

  public static Console open() {
    Map<String, String> settings = settings();
    return new Console(
        System.in,
        stream(FileDescriptor.out, false),
        stream(FileDescriptor.err, true),
        isTerminal(settings, "out"),
        isTerminal(settings, "err"),
        columns(settings),
        System.getenv(),
        settings,
        Clock.systemUTC());
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        settings.put(name, System.getProperty(name, ""));
      }
    }
    return settings;
  }

  /** Always UTF-8: what is printed must not depend on the locale. */
  private static PrintStream stream(FileDescriptor descriptor, boolean flush) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        flush,
        StandardCharsets.UTF_8);
  }

  /** Java 17 cannot tell for one stream alone; the launcher can, and says so. */
  private static boolean isTerminal(Map<String, String> settings, String stream) {
    return settings.getOrDefault(PREFIX + "terminal", "").contains(stream);
  }

  private static int columns(Map<String, String> settings) {
    String columns = settings.getOrDefault(PREFIX + "columns", "");
    return columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 0;
  }
}
