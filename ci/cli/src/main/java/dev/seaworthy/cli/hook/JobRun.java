package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.change.Change;
import dev.seaworthy.cli.change.ChangeRun;
import dev.seaworthy.cli.change.ChangeTelling;
import dev.seaworthy.cli.change.Reproduction;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.check.Unheeded;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.cli.forge.ForgeTarget;
import dev.seaworthy.cli.forge.Pause;
import dev.seaworthy.cli.forge.Publisher;
import dev.seaworthy.cli.forge.RequestState;
import dev.seaworthy.cli.forge.Token;
import dev.seaworthy.cli.git.GitMirror;
import dev.seaworthy.cli.git.GitRepository;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.cli.waiver.WaiverReview;
import dev.seaworthy.collectors.render.Rendering;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges one request and tells the result, as `pr --publish` does. Which commits are judged is what
 * the forge says now, whatever the event said: the order in which events come does not matter.
 */
final class JobRun {
  private static final String MOVED = "REQUEST_MOVED";

  private final Setup setup;
  private final Mirrors mirrors;
  private final ServedRepository served;
  private final long number;
  private final Publisher publisher;
  private final Token token;

  private JobRun(
      Setup setup,
      Mirrors mirrors,
      ServedRepository served,
      long number,
      Publisher publisher,
      Token token) {
    this.setup = setup;
    this.mirrors = mirrors;
    this.served = served;
    this.number = number;
    this.publisher = publisher;
    this.token = token;
  }

  /**
   * A run.
   *
   * @param setup of one worker alone
   */
  static JobRun of(Setup setup, Mirrors mirrors, ServedRepository served, long number)
      throws ConfigurationException {
    ForgeTarget target =
        ForgeTarget.of(
            served.kind().id(),
            Optional.of(served.api().toString()),
            Optional.of(served.project()),
            Optional.of(number),
            Map.of());
    Token token = Token.of(Optional.of(served.tokenFile()), served.kind(), Map.of());
    return new JobRun(
        setup,
        mirrors,
        served,
        number,
        Publisher.to(target, token, Pause.REAL, setup.console().clock()),
        token);
  }

  /**
   * Runs.
   *
   * @param last whether it is not tried again, so that its author is told what kept it
   */
  JobResult run(boolean last) throws ConfigurationException {
    RequestState state = publisher.state();
    if (!state.open()) {
      return JobResult.done("closed", state.head(), List.of());
    }
    try {
      return judged(state);
    } catch (ConfigurationException e) {
      Problem problem = e.diagnostics().get(0).problem();
      return isForLater(problem) && !last
          ? JobResult.again(state.head(), hidden(problem))
          : explained(state, problems(e));
    } catch (PolicyException e) {
      return explained(state, List.of(e.problem()));
    }
  }

  private JobResult judged(RequestState state) throws ConfigurationException, PolicyException {
    GitMirror mirror = mirrors.of(served);
    try (GitMirror.Lease lease = mirror.fetch(number, wanted(state), headers())) {
      String head = lease.fetched().head();
      if (!head.equals(state.head())) {
        throw moved(head, state.head());
      }
      return told(lease.repository(), lease.fetched().base(), head);
    } catch (ConfigurationException e) {
      if (e.diagnostics().get(0).problem().code().equals("GIT_UNREADABLE")) {
        mirror.discard();
      }
      throw e;
    }
  }

  private JobResult told(GitRepository git, String base, String head)
      throws ConfigurationException, PolicyException {
    ServedRepository.Rules rules = served.rules();
    Instant now = setup.console().clock().instant();
    try (Progress silent = new Progress(setup.console().err(), false, System::nanoTime)) {
      Setup rendering = rules.render() ? setup : setup.with(Rendering.NONE);
      ChangeRun run = new ChangeRun(rendering, silent, sources -> request(sources, now)).mending();
      if (rules.baseline().isPresent()) {
        run.baseline(rules.baseline().get(), now);
      }
      if (rules.codeScanning()) {
        run.scanning();
      }
      run.reviewing(WaiverReview.by(publisher.reviewers(), base));
      Change change = run.run(git, git.mergeBase(base, head), head, rules.paths());
      boolean passed = rules.failOn().exitCode(change) == ExitCode.PASS;
      List<String> notes = new ArrayList<>();
      run.warnings().forEach(warning -> notes.add(warning.problem().message()));
      notes.addAll(telling().tell(git, change, passed, run.scan(), publisher));
      return after(head, passed ? "passed" : "failed-change", notes);
    }
  }

  /** A comment that was not made because the request moved on is made for the newer commit. */
  private JobResult after(String head, String outcome, List<String> notes)
      throws ConfigurationException {
    RequestState now = publisher.state();
    if (now.open() && !now.head().equals(head)) {
      throw moved(head, now.head());
    }
    return JobResult.done(outcome, head, notes);
  }

  private JobResult explained(RequestState state, List<Problem> problems)
      throws ConfigurationException {
    Problem first = problems.get(0);
    if (first.code().startsWith("FORGE_")) {
      // Who does not take a result takes no explanation either.
      return JobResult.again(state.head(), first);
    }
    return JobResult.explained(
        state.head(), first, telling().tell(state.head(), problems, publisher));
  }

  private static boolean isForLater(Problem problem) {
    return problem.code().startsWith("FORGE_")
        || problem.code().startsWith("FETCH_")
        || List.of(MOVED, "GIT_UNREADABLE", "CANNOT_WRITE").contains(problem.code());
  }

  private static ConfigurationException moved(String from, String to) {
    return new ConfigurationException(
        MOVED,
        "the request has moved from `%s` to `%s` meanwhile".formatted(from, to),
        "wait: it is judged again");
  }

  private List<Problem> problems(ConfigurationException e) {
    return e.diagnostics().stream().map(Diagnostic::problem).map(this::hidden).toList();
  }

  private Problem hidden(Problem problem) {
    return new Problem(
        problem.code(), token.hiddenIn(problem.message()), token.hiddenIn(problem.fix()));
  }

  private GitMirror.Wanted wanted(RequestState state) {
    String folder = served.kind() == ForgeKind.GITLAB ? "refs/merge-requests/" : "refs/pull/";
    return new GitMirror.Wanted("refs/heads/" + state.base(), folder + number + "/head");
  }

  private Map<String, String> headers() {
    return Map.of("Authorization", token.authorization(served.kind()));
  }

  private CheckRequest request(Sources sources, Instant now) {
    ServedRepository.Rules rules = served.rules();
    return new CheckRequest(
        sources,
        rules.bundles(),
        new LinkedHashSet<>(rules.only()),
        rules.parameters(),
        Severity.LOW,
        Optional.of(now),
        List.of(),
        CheckRequest.OutsideBundles.NONE,
        RuntimeChoice.FASTEST,
        Optional.empty(),
        List.of(),
        Unheeded.NOTHING,
        1);
  }

  private ChangeTelling telling() {
    ServedRepository.Rules rules = served.rules();
    List<String> words = new ArrayList<>();
    rules.bundles().forEach(bundle -> words.addAll(List.of("--bundle", bundle)));
    if (!rules.only().isEmpty()) {
      words.addAll(List.of("--only", String.join(",", rules.only())));
    }
    rules.parameters().forEach(parameter -> words.addAll(List.of("--set", parameter)));
    if (!rules.render()) {
      words.add("--no-render");
    }
    return new ChangeTelling(
        rules.name(), "", new Reproduction(words, rules.baseline(), rules.paths()));
  }
}
