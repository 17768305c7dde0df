package dev.seaworthy.cli.waiver;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.cli.forge.Reviewers;
import dev.seaworthy.cli.forge.Reviews;
import dev.seaworthy.cli.waiver.ReviewEntry.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the owners of a file have approved what a change request leads to. */
final class Approval {
  /**
   * An answer, and why.
   *
   * @param code without what it is about
   */
  record Answer(State state, String code, String words, String fix) {}

  /** The CODEOWNERS of the branch that the change is to be merged into; empty without one. */
  @FunctionalInterface
  interface Owners {
    Optional<CodeOwners> read() throws ConfigurationException;
  }

  private final Reviewers reviewers;
  private final Reviews reviews;
  private final Optional<CodeOwners> owners;
  private final String head;

  private Approval(Reviewers reviewers, Reviews reviews, Optional<CodeOwners> owners, String head) {
    this.reviewers = reviewers;
    this.reviews = reviews;
    this.owners = owners;
    this.head = head;
  }

  /**
   * What is asked of a forge.
   *
   * @param head id of the commit that is judged
   */
  static Approval of(Reviewers reviewers, Owners owners, String head)
      throws ConfigurationException {
    return new Approval(reviewers, reviewers.reviews(), owners.read(), head);
  }

  Answer of(String file) throws ConfigurationException {
    if (!reviews.head().equals(head)) {
      return unknown(
          "the request has moved on from the commit that is judged", "judge its last commit");
    }
    if (owners.isEmpty()) {
      return unowned("the base has no CODEOWNERS, so that nobody may approve it");
    }
    List<CodeOwners.Group> groups = owners.get().of(file);
    if (groups.isEmpty()) {
      return unowned("the base's CODEOWNERS names no owner of `%s`".formatted(file));
    }
    Set<String> approved = new TreeSet<>();
    List<Answer> lacking = new ArrayList<>();
    for (CodeOwners.Group group : groups) {
      Asked asked = new Asked(group);
      approved.addAll(asked.approved);
      if (asked.approved.size() < group.needed()) {
        lacking.add(missing(group, asked));
      }
    }
    return lacking.stream()
        .max((one, other) -> Integer.compare(weight(one.state()), weight(other.state())))
        .orElseGet(
            () ->
                new Answer(
                    State.APPROVED,
                    "APPROVED",
                    "approved by `@%s`".formatted(String.join("`, `@", approved)),
                    ""));
  }

  /** What no approval mends goes first, then what one would. */
  private static int weight(State state) {
    return state == State.REFUSED ? 2 : state == State.UNAPPROVED ? 1 : 0;
  }

  private Answer missing(CodeOwners.Group group, Asked asked) {
    String who = CodeOwners.named(List.of(group));
    if (!asked.unclear.isEmpty()) {
      return unknown(
          "this token may not know whether `@%s` is one of `@%s`"
              .formatted(String.join("`, `@", asked.unclear), String.join("`, `@", asked.hidden)),
          "name users in CODEOWNERS, or give the token the right to read teams");
    }
    if (!asked.selves.isEmpty()) {
      return new Answer(
          State.REFUSED,
          "SELF_APPROVED",
          "`@%s` wrote the change and cannot approve it"
              .formatted(String.join("`, `@", asked.selves)),
          "ask another of `%s`".formatted(who));
    }
    return new Answer(
        State.UNAPPROVED,
        "UNAPPROVED",
        asked.stale.isEmpty()
            ? "no owner has approved this commit"
            : "`@%s` approved an earlier commit, and not this one"
                .formatted(String.join("`, `@", asked.stale)),
        group.needed() == 1
            ? "ask `%s` to approve it".formatted(who)
            : "ask %d of `%s` to approve it".formatted(group.needed(), who));
  }

  private static Answer unowned(String why) {
    return new Answer(
        State.UNAPPROVED,
        "UNOWNED",
        why,
        "let the base's CODEOWNERS say who may approve it, in a change of its own");
  }

  private static Answer unknown(String why, String fix) {
    return new Answer(State.UNKNOWN, "NOT_REVIEWED", why, fix);
  }

  /** How the reviews look to one group of owners. */
  private final class Asked {
    final Set<String> approved = new TreeSet<>();
    final Set<String> selves = new TreeSet<>();
    final Set<String> stale = new TreeSet<>();
    final Set<String> unclear = new TreeSet<>();
    final Set<String> hidden = new TreeSet<>();

    Asked(CodeOwners.Group group) throws ConfigurationException {
      for (String user : reviews.approvers()) {
        sort(group, user, reviews.authors().contains(user) ? selves : approved);
      }
      for (String user : reviews.stale()) {
        if (group.names().contains(user)) {
          stale.add(user);
        }
      }
    }

    private void sort(CodeOwners.Group group, String user, Set<String> into)
        throws ConfigurationException {
      if (group.names().contains(user)) {
        into.add(user);
        return;
      }
      for (String name : group.names()) {
        boolean person = CodeOwners.team(name).isEmpty() && !name.contains("@");
        if (person && reviewers.kind() != ForgeKind.GITLAB) {
          continue;
        }
        Optional<Boolean> member =
            name.contains("@") ? Optional.empty() : reviewers.isMember(name, user);
        if (member.isEmpty()) {
          unclear.add(user);
          hidden.add(name);
        } else if (member.get()) {
          into.add(user);
          unclear.remove(user);
          return;
        }
      }
    }
  }
}
