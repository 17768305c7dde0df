package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.diff.BundleDiff;
import dev.seaworthy.engine.policy.diff.Change;
import dev.seaworthy.engine.policy.diff.Edition;
import dev.seaworthy.engine.policy.diff.VersionStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two versions of a bundle. */
@Command(
    name = "diff",
    description = "Tell what two versions of a bundle judge otherwise, and hold the version to it.",
    sortOptions = false,
    footer = {
      "",
      "A and B are archives, folders of an unpacked bundle, or folders of sources (which need OPA).",
      "Removing or weakening a control is a major change; adding, strengthening or deciding",
      "otherwise a minor one; other words a patch. docs/reference/bundle.md has the rules.",
      "",
      "Examples:",
      "  seaworthy policy diff dist/tls-1.0.0.tar.gz dist/tls-1.1.0.tar.gz",
      "  seaworthy policy diff dist/tls-1.0.0.tar.gz policies/tls --format json",
      "",
      "Exit codes: 0 the version says enough, 1 it is too small, 3 a bundle cannot be read."
    })
public final class PolicyDiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "The version before.")
  Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The version after.")
  Path after = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  Form format = Form.TEXT;

  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  public PolicyDiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    EditionReader reader = new EditionReader(console);
    Edition old = reader.read(before);
    Edition next = reader.read(after);
    if (!old.bundle().name().equals(next.bundle().name())) {
      throw new ConfigurationException(
          "OTHER_BUNDLE",
          "`%s` is bundle `%s`, `%s` is bundle `%s`"
              .formatted(before, old.bundle().name(), after, next.bundle().name()),
          "compare two versions of one bundle");
    }
    BundleDiff diff = BundleDiff.of(old, next);
    switch (format) {
      case TEXT -> text(diff);
      case JSON -> Form.print(console.out(), json(diff));
    }
    if (diff.isHonest()) {
      return ExitCode.PASS;
    }
    new Messages(console.err()).error(tooSmall(diff));
    return ExitCode.FAIL;
  }

  private void text(BundleDiff diff) {
    console
        .out()
        .println(Printable.of("%s %s -> %s".formatted(diff.name(), diff.from(), diff.to())));
    for (Change change : diff.changes()) {
      console
          .out()
          .println(
              Printable.of(
                  "%-12s %-9s %s: %s"
                      .formatted(
                          change.kind().id(), change.part().id(), change.id(), change.what())));
    }
    console
        .out()
        .println(
            "changes  %d, which ask for: %s step"
                .formatted(diff.changes().size(), said(diff.asked())));
    console.out().println("version  makes: %s step".formatted(said(diff.made())));
  }

  private static String said(VersionStep step) {
    return step == VersionStep.NONE ? "no" : "a " + step.id();
  }

  private static CanonicalJson json(BundleDiff diff) {
    List<Map<String, String>> changes =
        diff.changes().stream()
            .map(
                change ->
                    Map.of(
                        "kind", change.kind().id(),
                        "part", change.part().id(),
                        "id", change.id(),
                        "what", change.what(),
                        "asks", change.kind().asks().id()))
            .toList();
    return CanonicalJson.of(
        Map.of(
            "bundle", diff.name(),
            "from", diff.from(),
            "to", diff.to(),
            "asks", diff.asked().id(),
            "makes", diff.made().id(),
            "least", diff.least(),
            "honest", diff.isHonest(),
            "changes", changes));
  }

  private static Problem tooSmall(BundleDiff diff) {
    return new Problem(
        "VERSION_TOO_SMALL",
        "version `%s` after `%s` makes %s step, the changes ask for %s one"
            .formatted(diff.to(), diff.from(), said(diff.made()), said(diff.asked())),
        "raise `version` in `bundle.json` to `%s` or more, and build again"
            .formatted(diff.least()));
  }
}
