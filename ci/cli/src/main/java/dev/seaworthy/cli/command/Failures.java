package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.SignerException;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.BundleException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into words and an exit code. */
final class Failures {
  private final Console console;
  private final Messages messages;

  Failures(Console console) {
    this.console = console;
    this.messages = new Messages(console.err());
  }

  /** The command line itself is wrong. */
  int misused(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    messages.error(new Problem("USAGE", lowerCase(firstLine(e)), suggestion(e, command)));
    return ExitCode.CONFIGURATION;
  }

  /** A command gave up. */
  int failed(Exception e, CommandLine command, ParseResult result) {
    if (e instanceof ConfigurationException configuration) {
      return report(configuration);
    }
    if (e instanceof PolicyException policy) {
      messages.error(policy.problem());
      return ExitCode.CONFIGURATION;
    }
    if (e instanceof LogException log) {
      messages.error(log.problem());
      return ExitCode.FAIL;
    }
    if (e instanceof SignerException signer) {
      messages.error(refused(signer));
      return ExitCode.CONFIGURATION;
    }
    if (e instanceof BundleException bundle) {
      messages.error(bundle.problem());
      return ExitCode.FAIL;
    }
    return internal(e);
  }

  private static Problem refused(SignerException e) {
    return new Problem(
        "KEY_REFUSED",
        e.told(),
        "look at the key with `seaworthy keys check`, and run the command again");
  }

  /** A defect of this program, not of what it was given. */
  int internal(Throwable e) {
    messages.error(
        new Problem(
            "INTERNAL",
            "this should not happen: %s".formatted(lowerCase(firstLine(e))),
            console.debug()
                ? "report it with the stack trace below and the command"
                : "report it with the output of the same command under `SEAWORTHY_DEBUG=1`"));
    if (console.debug()) {
      e.printStackTrace(console.err());
    }
    return ExitCode.INTERNAL;
  }

  private int report(ConfigurationException e) {
    for (Diagnostic diagnostic : e.diagnostics()) {
      tell(messages, diagnostic);
    }
    return ExitCode.CONFIGURATION;
  }

  static void tell(Messages messages, Diagnostic diagnostic) {
    switch (diagnostic.level()) {
      case ERROR -> messages.error(diagnostic.at(), diagnostic.problem());
      case WARNING -> messages.warning(diagnostic.at(), diagnostic.problem());
    }
  }

  private static String suggestion(ParameterException e, String command) {
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "did you mean `%s`? `%s --help` lists all"
          .formatted(unmatched.getSuggestions().get(0), command);
    }
    return "see `%s --help`".formatted(command);
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().filter(line -> !line.isBlank()).orElse("no word was said");
  }

  private static String lowerCase(String text) {
    boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    return acronym ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
