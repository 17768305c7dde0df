package dev.seaworthy.cli.waiver;

import dev.seaworthy.cli.check.Unheeded;
import dev.seaworthy.cli.check.WaiverFiles;
import dev.seaworthy.cli.check.WaiverFiles.Held;
import dev.seaworthy.cli.descriptor.Descriptor.Placed;
import dev.seaworthy.cli.waiver.Approval.Answer;
import dev.seaworthy.cli.waiver.ReviewEntry.State;
import dev.seaworthy.cli.waiver.RuleChange.Kind;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Waiver;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a review of waivers came to. */
public final class WaiverReport {
  private final List<WaiverEntry> entries;
  private final List<RuleEntry> rules;
  private final WaiverFiles.Read after;
  private final Instant now;

  /**
   * @param entries on what the change brings
   * @param rules that the change alters
   * @param after what the head holds
   */
  WaiverReport(
      List<WaiverEntry> entries, List<RuleEntry> rules, WaiverFiles.Read after, Instant now) {
    this.entries = entries.stream().sorted(WaiverEntry.ORDER).toList();
    this.rules = List.copyOf(rules);
    this.after = after;
    this.now = now;
  }

  /** One that has nothing to say. */
  public static WaiverReport empty() {
    return new WaiverReport(
        List.of(),
        List.of(),
        new WaiverFiles.Read(List.of(), Optional.empty(), List.of()),
        Instant.EPOCH);
  }

  public List<WaiverEntry> entries() {
    return entries;
  }

  public List<RuleEntry> rules() {
    return rules;
  }

  /** What the change asks for and nobody has approved. */
  public Unheeded unheeded() {
    List<RuleChange> unapproved =
        rules.stream().filter(one -> one.state() != State.APPROVED).map(RuleEntry::change).toList();
    Map<String, Optional<CanonicalJson>> parameters = new TreeMap<>();
    unapproved.stream()
        .filter(one -> one.kind() == Kind.PARAMETER)
        .forEach(one -> parameters.put(one.name(), one.before()));
    return new Unheeded(unheededWaivers(), declarations(unapproved), parameters);
  }

  private Set<NotApplicable> declarations(List<RuleChange> unapproved) {
    return after.release().stream()
        .flatMap(one -> one.descriptor().notApplicable().stream())
        .map(Placed::value)
        .filter(one -> unapproved.stream().anyMatch(change -> change.declares(one)))
        .collect(Collectors.toSet());
  }

  private Set<Waiver> unheededWaivers() {
    return entries.stream()
        .filter(one -> one.state() != State.APPROVED && one.state() != State.UNUSED)
        .flatMap(one -> one.waiver().stream())
        .collect(Collectors.toSet());
  }

  /** Waivers in files of their own that count on the head. */
  public List<Waiver> heeded() {
    Set<Waiver> unheeded = unheededWaivers();
    return after.kept().stream()
        .map(Held::waiver)
        .filter(one -> !unheeded.contains(one))
        .distinct()
        .toList();
  }

  /** Whether something keeps the change from passing, whoever approves it. */
  public boolean fails() {
    return all().anyMatch(ReviewEntry::fails);
  }

  /** Whether somebody has to look at something first. */
  public boolean waits() {
    return all().anyMatch(ReviewEntry::waits);
  }

  /** The same with the waivers of the head that have ended, and those that cover nothing. */
  public WaiverReport used(Verdict verdict) {
    List<WaiverEntry> more = new ArrayList<>(entries);
    Set<Waiver> told =
        entries.stream()
            .filter(one -> one.state() == State.EXPIRED)
            .flatMap(one -> one.waiver().stream())
            .collect(Collectors.toSet());
    for (Held one : after.all().toList()) {
      if (told.contains(one.waiver())) {
        continue;
      }
      boolean brought =
          entries.stream()
              .anyMatch(entry -> entry.waiver().stream().anyMatch(one.waiver()::equals));
      if (!one.waiver().holdsAt(now)) {
        more.add(WaiverReview.entry(one, brought, WaiverReview.expired(one.waiver())));
      } else if (isUnused(one.waiver(), verdict)) {
        more.add(WaiverReview.entry(one, brought, unused()));
      }
    }
    return new WaiverReport(more, rules, after, now);
  }

  private Stream<ReviewEntry> all() {
    return Stream.concat(entries.stream(), rules.stream());
  }

  private static Answer unused() {
    return new Answer(
        State.UNUSED,
        "UNUSED",
        "it covers nothing that is found here",
        "remove it, or make it fit what it is meant for");
  }

  /** Known only where the control was asked and could be decided. */
  private static boolean isUnused(Waiver waiver, Verdict verdict) {
    return verdict.results().stream()
        .filter(result -> result.control().id().equals(waiver.control()))
        .findFirst()
        .filter(result -> result.outcome().doubts().isEmpty())
        .filter(result -> findings(result).noneMatch(one -> waiver.covers(result.control(), one)))
        .isPresent();
  }

  private static Stream<Finding> findings(ControlResult result) {
    return Stream.concat(
        result.outcome().findings().stream(),
        result.outcome().waived().stream().map(one -> one.finding()));
  }
}
