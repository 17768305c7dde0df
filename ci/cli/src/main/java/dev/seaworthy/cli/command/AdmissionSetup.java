package dev.seaworthy.cli.command;

import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.ReviewerReader;
import dev.seaworthy.cli.check.ReviewerRequest;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every way to answer reviews is set up with, so that all answer alike. */
@Command
final class AdmissionSetup {
  @Mixin AdmissionRules rules = new AdmissionRules();

  @Option(
      names = "--snapshot",
      paramLabel = "PATH",
      description =
          "Judge each object among the objects of this file or folder (repeatable); without it,"
              + " controls that one object is not enough for are `unknown`.")
  List<String> surroundings = new ArrayList<>();

  @Option(
      names = "--waivers",
      paramLabel = "DIR",
      description =
          "Heed the waivers in the files of this folder, each signed (see `admission"
              + " sign-waivers`).")
  @Nullable Path waivers;

  @Option(
      names = "--waiver-key",
      paramLabel = "PUBLIC.pub",
      description = "With --waivers: one of these keys must have signed each file (repeatable).")
  List<Path> waiverKeys = new ArrayList<>();

  @Option(
      names = "--break-glass-key",
      paramLabel = "PUBLIC.pub",
      description =
          "Let through what a token signed with this key is for, and say so (repeatable; see"
              + " `admission break-glass new`).")
  List<Path> breakGlassKeys = new ArrayList<>();

  /** Makes the reviewer, and shows how far it is. */
  Reviewer reviewer(Setup setup) throws ConfigurationException, PolicyException {
    Console console = setup.console();
    try (Progress progress = Progress.on(console, false)) {
      return new ReviewerReader(setup, progress).read(request());
    }
  }

  ReviewerRequest request() throws ConfigurationException {
    if ((waivers == null) != waiverKeys.isEmpty()) {
      throw new ConfigurationException(
          "BAD_USAGE",
          "--waivers and --waiver-key go together",
          "name the folder, and a public key that its files are signed with");
    }
    return new ReviewerRequest(
        rules.bundles,
        rules.policies.outside(),
        rules.parameters,
        Optional.ofNullable(rules.config),
        surroundings,
        new ReviewerRequest.Exceptions(Optional.ofNullable(waivers), waiverKeys, breakGlassKeys));
  }
}
