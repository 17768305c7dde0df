package dev.seaworthy.cli.waiver;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.WaiverFiles;
import dev.seaworthy.cli.check.WaiverFiles.Held;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.cli.forge.Reviewers;
import dev.seaworthy.cli.git.GitRepository;
import dev.seaworthy.cli.waiver.Approval.Answer;
import dev.seaworthy.cli.waiver.ReviewEntry.State;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Waiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reviews the waivers that a change adds or alters, and the rules of its release: neither excuses
 * what its own change brings before the owners of its file approved it.
 */
public final class WaiverReview {
  /** What is wrong for longer is to be mended, or looked at again. */
  static final Duration LONGEST = Duration.ofDays(90);

  private final Optional<Reviewers> reviewers;
  private final String tip;

  private WaiverReview(Optional<Reviewers> reviewers, String tip) {
    this.reviewers = reviewers;
    this.tip = tip;
  }

  /** One that knows nobody who reviews. */
  public static WaiverReview unasked() {
    return new WaiverReview(Optional.empty(), "");
  }

  /**
   * One that asks a forge.
   *
   * @param tip id of the last commit of the branch that the change is to be merged into: its
   *     CODEOWNERS counts, and neither the change's own nor one of the past
   */
  public static WaiverReview by(Reviewers reviewers, String tip) {
    return new WaiverReview(Optional.of(reviewers), tip);
  }

  /**
   * Reviews.
   *
   * @param root of the head's files
   * @param head id of the commit that is judged
   * @param now as of which
   */
  public WaiverReport of(
      GitRepository git,
      String head,
      Path root,
      WaiverFiles.Read before,
      WaiverFiles.Read after,
      Instant now)
      throws ConfigurationException {
    List<WaiverEntry> entries = new ArrayList<>();
    Set<String> known =
        before.mistakes().stream().map(WaiverReview::key).collect(Collectors.toSet());
    after.mistakes().forEach(one -> entries.add(mistake(one, !known.contains(key(one)))));
    Set<Waiver> held = before.all().map(Held::waiver).collect(Collectors.toSet());
    List<Held> brought = after.all().filter(one -> !held.contains(one.waiver())).toList();
    Asking asking = new Asking(git, head);
    for (Held one : brought) {
      Answer answer = answer(one, now, asking);
      entries.add(entry(one, true, answer));
    }
    List<RuleEntry> rules = new ArrayList<>();
    for (RuleChange change : RuleChanges.between(before.release(), after.release(), root)) {
      Answer answer = asking.of(change.at().file());
      rules.add(
          new RuleEntry(
              change, answer.state(), "RULE_" + answer.code(), answer.words(), answer.fix()));
    }
    return new WaiverReport(entries, rules, after, now);
  }

  static WaiverEntry entry(Held one, boolean brought, Answer answer) {
    return new WaiverEntry(
        one.at(),
        Optional.of(one.waiver()),
        brought,
        answer.state(),
        "WAIVER_" + answer.code(),
        answer.words(),
        answer.fix());
  }

  private static Answer answer(Held one, Instant now, Asking asking) throws ConfigurationException {
    if (!one.waiver().holdsAt(now)) {
      return expired(one.waiver());
    }
    if (one.waiver().expires().isAfter(now.plus(LONGEST))) {
      return new Answer(
          State.REFUSED,
          "TOO_LONG",
          "it ends at %s, more than %d days ahead"
              .formatted(one.waiver().expires(), LONGEST.toDays()),
          "choose an earlier day; it can be renewed when it comes");
    }
    return asking.of(one.at().file());
  }

  static Answer expired(Waiver waiver) {
    return new Answer(
        State.EXPIRED,
        "EXPIRED",
        "it expired at %s and no longer holds".formatted(waiver.expires()),
        "mend what it covered and remove it, or have it renewed");
  }

  private static WaiverEntry mistake(Diagnostic one, boolean brought) {
    Problem problem = one.problem();
    return new WaiverEntry(
        one.at(),
        Optional.empty(),
        brought,
        State.REFUSED,
        problem.code(),
        problem.message(),
        problem.fix());
  }

  private static String key(Diagnostic one) {
    return one.at().file() + " " + one.problem().code() + " " + one.problem().message();
  }

  /** Asks the forge once, and only where there is something to ask. */
  private final class Asking {
    private final GitRepository git;
    private final String head;
    private Optional<Approval> approval = Optional.empty();
    private Optional<Answer> refusal = Optional.empty();

    Asking(GitRepository git, String head) {
      this.git = git;
      this.head = head;
    }

    Answer of(String file) {
      if (reviewers.isEmpty()) {
        return unknown(
            "nobody can tell here whether an owner approved it",
            "let CI judge the change request, with `--publish`");
      }
      if (refusal.isPresent()) {
        return refusal.get();
      }
      try {
        Approval asked =
            approval.isPresent()
                ? approval.get()
                : Approval.of(reviewers.get(), this::owners, head);
        approval = Optional.of(asked);
        return asked.of(file);
      } catch (ConfigurationException e) {
        Problem problem = e.diagnostics().get(0).problem();
        refusal = Optional.of(unknown(problem.message(), problem.fix()));
        return refusal.get();
      }
    }

    private Optional<CodeOwners> owners() throws ConfigurationException {
      ForgeKind kind = reviewers.orElseThrow().kind();
      for (String place : CodeOwners.places(kind)) {
        Optional<byte[]> bytes = git.file(tip, place, CodeOwners.MAX_BYTES);
        if (bytes.isPresent()) {
          return Optional.of(CodeOwners.read(place, bytes.get(), kind));
        }
      }
      return Optional.empty();
    }

    private Answer unknown(String why, String fix) {
      return new Answer(State.UNKNOWN, "NOT_REVIEWED", why, fix);
    }
  }
}
