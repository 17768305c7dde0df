package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.BundleReport.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The checks of an evidence bundle that are made by what is asked for: of its time stamps where it
 * has any, and of what a trust root demands of times and keys; and which of all checks must be
 * made.
 */
final class TrustChecks {
  private final SortedMap<String, byte[]> files;
  private final TrustRoot trust;
  private final Instant now;
  private final List<byte[]> records;

  TrustChecks(SortedMap<String, byte[]> files, TrustRoot trust, Instant now, List<byte[]> records) {
    this.files = files;
    this.trust = trust;
    this.now = now;
    this.records = List.copyOf(records);
  }

  /** Those that must be made, of these that need not be. */
  Set<BundleCheck> asked() {
    Set<BundleCheck> asked = EnumSet.noneOf(BundleCheck.class);
    if (LongTermSeal.isAsked(files, trust)) {
      asked.add(BundleCheck.LONG_TERM);
    }
    if (Disclosure.isIn(files) || RedactionFile.isIn(files)) {
      asked.add(BundleCheck.DISCLOSURE);
    }
    if (Timestamps.areIn(files)) {
      asked.add(BundleCheck.STAMPS);
    }
    if (!records.isEmpty()) {
      asked.add(BundleCheck.PRESERVED);
    }
    if (!trust.rules().stampers().isEmpty()) {
      asked.add(BundleCheck.ATTESTED);
    }
    if (LogCheck.isAsked(files, trust.rules())) {
      asked.add(BundleCheck.LOG);
    }
    if (trust.rules().areAny()) {
      asked.add(BundleCheck.KEYS);
    }
    return asked;
  }

  /** Adds the line of the check that needs no bundle. */
  void checkDuties(Consumer<Line> lines) {
    add(lines, BundleCheck.DUTIES, new KeyCheck(trust).sharedKeys(), "each key has one role");
  }

  /**
   * Adds the lines of those that are asked for.
   *
   * @param predicate of an authentic verdict
   */
  void checkContent(JsonNode predicate, PolicyCheck policies, Consumer<Line> lines) {
    StampCheck stamps =
        new StampCheck(
            Timestamps.of(files), Timestamps.stamped(Timestamps.sealIn(files)), trust.rules());
    Optional<Instant> sealedAt =
        Custody.read(files.getOrDefault(EvidenceBundle.CUSTODY, new byte[0]))
            .map(Custody::sealedAt);
    Set<BundleCheck> asked = asked();
    if (asked.contains(BundleCheck.STAMPS)) {
      List<Problem> unsound = new ArrayList<>(stamps.unsound());
      Timestamps.strangers(files).forEach(name -> unsound.add(stranger(name)));
      add(lines, BundleCheck.STAMPS, unsound, stamps.soundDetail());
    }
    if (asked.contains(BundleCheck.PRESERVED)) {
      PreservedCheck preserved = new PreservedCheck(records, files, trust.rules(), now);
      add(lines, BundleCheck.PRESERVED, preserved.problems(), preserved.detail());
      stamps.preserved(preserved.times());
    }
    if (asked.contains(BundleCheck.ATTESTED)) {
      add(lines, BundleCheck.ATTESTED, stamps.problems(sealedAt, now), stamps.detail());
    }
    LogCheck log = new LogCheck(files, trust.rules());
    if (asked.contains(BundleCheck.LOG)) {
      List<Problem> problems = log.problems();
      add(lines, BundleCheck.LOG, problems, log.detail());
    }
    if (asked.contains(BundleCheck.KEYS)) {
      Instant claimed =
          sealedAt.orElseGet(() -> Instant.parse(predicate.path("evaluatedAt").asText()));
      Instant at = stamps.earliest().orElse(claimed);
      KeyCheck keys = new KeyCheck(trust);
      List<Problem> problems =
          new ArrayList<>(keys.outdated(at, some -> policies.authorProblems(some).isEmpty()));
      log.signer().flatMap(key -> KeyCheck.outdated(key, at)).ifPresent(problems::add);
      problems.addAll(
          keys.revoked(stamps.earliest(), some -> policies.authorProblems(some).isEmpty()));
      String how = stamps.earliest().isPresent() ? "as attested" : "by the sealer's own word";
      add(
          lines,
          BundleCheck.KEYS,
          problems,
          "valid at %s, %s%s".formatted(at, how, keys.revokedLater()));
    }
  }

  private static Problem stranger(String name) {
    return new Problem(
        "UNREAD_STAMP",
        "`%s` is none of the numbered time stamps, of which there are %d at most"
            .formatted(BundleNames.shown(name), Timestamps.MOST),
        BundleReport.FIX);
  }

  private static void add(
      Consumer<Line> lines, BundleCheck check, List<Problem> problems, String detail) {
    lines.accept(problems.isEmpty() ? Line.passed(check, detail) : Line.failed(check, problems));
  }
}
