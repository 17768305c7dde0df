package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Console;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the password of a key is read: from a file, a variable or a terminal. */
public final class KeyPassword {
  /** The variable. */
  public static final String VARIABLE = "SEAWORTHY_KEY_PASSWORD";

  private final Console console;
  private final @Nullable Path file;

  public KeyPassword(Console console, @Nullable Path file) {
    this.console = console;
    this.file = file;
  }

  /** The password that opens a key. */
  char[] of(String key) throws ConfigurationException {
    char[] given = given("password of " + key + ": ");
    if (given.length == 0) {
      throw new ConfigurationException(
          "NO_PASSWORD",
          "`%s` is kept under a password, and none was given".formatted(key),
          "name its file with `--key-password-file`, or set `" + VARIABLE + "`");
    }
    return given;
  }

  /** One for a new key; a terminal is asked twice. */
  public char[] chosen() throws ConfigurationException {
    char[] first = given("new password: ");
    boolean typed = file == null && variable().isEmpty();
    if (first.length == 0 || (typed && !Arrays.equals(first, given("the same again: ")))) {
      throw new ConfigurationException(
          "NO_PASSWORD",
          "no password was given for the new key, or two that differ",
          "name its file with `--key-password-file`, or set `" + VARIABLE + "`");
    }
    return first;
  }

  // Where Java gives a console without a terminal, the check of standard error keeps from asking.
  @SuppressWarnings("SystemConsoleNull")
  private char[] given(String prompt) throws ConfigurationException {
    Path named = file;
    if (named != null) {
      return SecretFile.text(named).replaceFirst("\r?\n\\z", "").toCharArray();
    }
    String variable = variable();
    java.io.Console terminal = System.console();
    if (!variable.isEmpty() || terminal == null || !console.errIsTerminal()) {
      return variable.toCharArray();
    }
    char[] typed = terminal.readPassword("%s", prompt);
    return typed == null ? new char[0] : typed;
  }

  private String variable() {
    return console.environment().getOrDefault(VARIABLE, "");
  }
}
