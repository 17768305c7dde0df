package dev.seaworthy.cli.command;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.AdmissionReview;
import dev.seaworthy.admission.Decision;
import dev.seaworthy.admission.ReviewReader;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.admission.WaiverBook;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.ReviewerReader;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Answers recorded reviews as the webhook would. */
@Command(
    name = "replay",
    description = "Answer recorded AdmissionReviews, one line of JSON for each.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  seaworthy admission replay review.json --config admission.yaml",
      "",
      "Exit codes: 0 all are allowed, 1 one is refused, 3 bad usage or a malformed review,",
      "4 internal error."
    })
final class AdmissionReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "AdmissionReviews in JSON.")
  List<Path> files = new ArrayList<>();

  @Mixin AdmissionSetup admission = new AdmissionSetup();
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  AdmissionReplayCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Reviewer reviewer = admission.reviewer(setup);
    boolean refused = false;
    for (Path file : files) {
      Decision decision = reviewer.review(read(file), setup.console().clock().instant());
      setup.console().out().println(decision.toReview());
      refused |= !decision.allowed();
    }
    tell(reviewer.waivers());
    return ExitCode.of(refused, true);
  }

  /** What is said of waivers is said once, after all reviews. */
  private void tell(WaiverBook waivers) {
    Messages messages = new Messages(setup.console().err());
    Instant now = setup.console().clock().instant();
    Stream.concat(waivers.idle(now).stream(), waivers.needless(now).stream())
        .forEach(problem -> messages.warning(Location.of(""), problem));
  }

  private static AdmissionReview read(Path file) throws ConfigurationException {
    try {
      return ReviewReader.read(InputFile.bytes(file, ReviewReader.MAX_BYTES));
    } catch (AdmissionException e) {
      throw ReviewerReader.refused(file, e);
    }
  }
}
