package dev.seaworthy.cli.command;

import dev.seaworthy.admission.glass.GlassException;
import dev.seaworthy.admission.glass.GlassTerms;
import dev.seaworthy.admission.glass.GlassToken;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs a token. */
@Command(
    name = "new",
    description = "Sign a token, and print the annotation that holds it.",
    sortOptions = false,
    footer = {
      "",
      "Put the annotation on the object itself. The webhook lets through what the token is for, as",
      "often as it is asked until the token ends, and says so in warnings, metrics and its logs.",
      "",
      "Example:",
      "  seaworthy admission break-glass new --key glass-key.pem --namespace shop \\",
      "    --kind Deployment --name 'web-*' --user alice --reason 'INC-1042: hotfix' --minutes 60",
      "",
      "Exit codes: 0 printed, 3 bad usage or configuration, 4 internal error."
    })
final class BreakGlassNewCommand implements Callable<Integer> {
  @Option(
      names = "--key",
      paramLabel = KeyOptions.LABEL,
      required = true,
      description = "Sign with this key, whose public half the webhook trusts for it.")
  KeyName key = new KeyName("");

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      defaultValue = "",
      description = "For objects of this name space (default: for those outside name spaces).")
  String namespace = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      required = true,
      description = "For objects of this kind, such as Deployment.")
  String kind = "";

  @Option(
      names = "--name",
      paramLabel = "PATTERN",
      required = true,
      description = "For objects of this name, in which `*` stands for any text.")
  String name = "";

  @Option(
      names = "--user",
      paramLabel = "USER",
      required = true,
      description = "For requests of this user, as the API server names it (repeatable).")
  List<String> users = new ArrayList<>();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; it is logged, and shown to whoever uses the token.")
  String reason = "";

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long it holds, up to 1440 (default: ${DEFAULT-VALUE}).")
  int minutes = 60;

  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  BreakGlassNewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Usage.require(
        spec,
        minutes > 0 && minutes <= GlassTerms.LONGEST.toMinutes(),
        "--minutes takes a number from 1 to " + GlassTerms.LONGEST.toMinutes());
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    GlassTerms terms =
        new GlassTerms(
            namespace, kind, name, users, reason, now, now.plus(Duration.ofMinutes(minutes)));
    String token = sign(terms);
    console.out().println(GlassToken.ANNOTATION + ": " + token);
    new Messages(console.err()).note("it holds until " + terms.expires());
    return ExitCode.PASS;
  }

  private String sign(GlassTerms terms) throws ConfigurationException {
    try {
      return GlassToken.sign(terms, keys.open(key, console));
    } catch (GlassException e) {
      throw new ConfigurationException(e.problem());
    }
  }
}
