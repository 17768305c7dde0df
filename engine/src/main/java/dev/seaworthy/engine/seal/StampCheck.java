package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.StampException.Fault;
import dev.seaworthy.engine.stamp.TimeStamp;
import dev.seaworthy.engine.stamp.TimeStampQuery;
import dev.seaworthy.engine.x509.Authority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Holds the time stamps of a verdict against who is trusted to attest times. */
final class StampCheck {
  private static final String ASK = "ask the bundle's maker about the clock of that machine";

  private final TrustRules rules;
  private final List<Problem> unsound = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Instant> times = new TreeMap<>();
  private final Map<String, Instant> all = new TreeMap<>();
  private final int count;

  /**
   * Reads and checks them.
   *
   * @param stamps each a whole TimeStampResp
   * @param signature which they must be over
   */
  StampCheck(List<byte[]> stamps, byte[] signature, TrustRules rules) {
    this(stamps, Timestamps::file, signature, rules);
  }

  /** The same, with the names of their files. */
  StampCheck(List<byte[]> stamps, IntFunction<String> names, byte[] signature, TrustRules rules) {
    this.rules = rules;
    this.count = stamps.size();
    for (int i = 0; i < stamps.size(); i++) {
      try {
        attribute(TimeStampQuery.sound(stamps.get(i), signature), names.apply(i));
      } catch (StampException e) {
        unsound.add(problem(e, names.apply(i)));
      }
    }
  }

  private void attribute(TimeStamp stamp, String file) throws StampException {
    for (TrustedStamper stamper : rules.stampers()) {
      Authority authority = stamper.authority();
      boolean made = stamp.isBy(new Authority(authority.chain(), Instant.MIN, Instant.MAX));
      if (made && !authority.isTrustedAt(stamp.at())) {
        add(
            "AUTHORITY_NOT_VALID",
            "`%s` is of `%s` at %s, when it was not trusted"
                .formatted(file, stamper.name(), stamp.at()),
            "ask for a time stamp of an authority that is trusted then");
      } else if (made && !stamper.accepts(stamp.policy())) {
        add(
            Fault.WRONG_STAMP_POLICY.name(),
            "`%s` is of `%s` by its policy `%s`".formatted(file, stamper.name(), stamp.policy()),
            "have the verdict stamped by a policy that is accepted");
      } else if (made) {
        times.merge(stamper.name(), stamp.at(), StampCheck::earlier);
        all.merge(stamper.name(), stamp.at(), StampCheck::earlier);
      }
    }
  }

  /** Adds what evidence records attest, which may be long after the verdict was sealed. */
  void preserved(Map<String, Instant> attested) {
    attested.forEach((name, at) -> all.merge(name, at, StampCheck::earlier));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Time stamps that are not what they should be, whoever made them. */
  List<Problem> unsound() {
    return unsound;
  }

  /** What is sound, for people. */
  String soundDetail() {
    return count == 1
        ? "1 time stamp is over the verdict's signature"
        : "%d time stamps are over the verdict's signature".formatted(count);
  }

  /**
   * The earliest time that trusted authorities attest; empty when none does. Time stamps agree with
   * each other, so that any of them will do where there are enough. Where it takes evidence records
   * to be enough, it is the time by which enough authorities had seen it.
   */
  Optional<Instant> earliest() {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int enough = times.size() >= rules.threshold() ? 1 : Math.min(rules.threshold(), all.size());
    return Optional.of(all.values().stream().sorted().toList().get(enough - 1));
  }

  /**
   * What is wrong with the attested times.
   *
   * @param sealedAt by the sealer's own clock; empty where it is not known
   * @param now by the clock of who checks
   */
  List<Problem> problems(Optional<Instant> sealedAt, Instant now) {
    if (all.size() < rules.threshold()) {
      add(
          "TOO_FEW_STAMPS",
          "%d of the %d trusted authorities attest a time, and %d are needed"
              .formatted(all.size(), rules.stampers().size(), rules.threshold()),
          "have the verdict stamped by them: `seaworthy audit bundle --timestamp URL`");
    }
    times.forEach((name, at) -> requirePast(name, at, now));
    if (!times.isEmpty() && far(first(), Collections.max(times.values()))) {
      add(
          "STAMPS_DISAGREE",
          "trusted authorities attest times from %s to %s"
              .formatted(first(), Collections.max(times.values())),
          "find out whose clock is wrong, and trust it no more");
    }
    sealedAt.ifPresent(own -> times.forEach((name, at) -> requireNear(name, at, own)));
    return problems;
  }

  private Instant first() {
    return Collections.min(times.values());
  }

  private void requirePast(String name, Instant at, Instant now) {
    if (at.isAfter(now.plus(rules.tolerance()))) {
      add(
          "FUTURE_TIME",
          "`%s` attests %s, which is yet to come".formatted(name, at),
          "set this machine's clock, or trust that authority no more");
    }
  }

  private void requireNear(String name, Instant at, Instant sealed) {
    if (far(at, sealed)) {
      add(
          "SEALED_OTHER_TIME",
          "it says that it was sealed at %s, and `%s` attests %s".formatted(sealed, name, at),
          ASK);
    }
  }

  private boolean far(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(rules.tolerance()) > 0;
  }

  /** What the attested times are, for people. */
  String detail() {
    StringBuilder text = new StringBuilder("signed no later than ");
    text.append(earliest().map(Instant::toString).orElse("now"));
    List<String> each = new ArrayList<>();
    all.forEach((name, at) -> each.add("`%s` at %s".formatted(name, at)));
    return text.append(": ").append(String.join(", ", each)).toString();
  }

  private void add(String code, String message, String fix) {
    problems.add(new Problem(code, message, fix));
  }

  private static Problem problem(StampException e, String file) {
    return new Problem(e.fault().name(), "`%s`: %s".formatted(file, e.reason()), BundleReport.FIX);
  }
}
