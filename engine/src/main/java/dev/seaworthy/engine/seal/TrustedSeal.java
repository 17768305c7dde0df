package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.SealReport.Check;
import dev.seaworthy.engine.seal.SealReport.Claim;
import dev.seaworthy.engine.seal.SealReport.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks a sealed verdict that is a file of its own by all that a trust root demands. */
public final class TrustedSeal {
  private final TrustRoot trust;
  private final Instant now;
  private final List<Check> checks;

  private TrustedSeal(TrustRoot trust, Instant now, List<Check> made) {
    this.trust = trust;
    this.now = now;
    this.checks = new ArrayList<>(made);
  }

  /**
   * Checks {@code file}.
   *
   * @param snapshot the snapshot file that lies beside the verdict, if it is at hand
   * @param stamps that lie beside it, each a whole TimeStampResp, by their names
   */
  public static SealReport verify(
      byte[] file,
      TrustRoot trust,
      Optional<byte[]> snapshot,
      SortedMap<String, byte[]> stamps,
      Instant now) {
    TrustRoot chosen = trust.chosenFor(new TreeMap<>(Map.of(EvidenceBundle.VERDICT, file)));
    SealReport plain = SealVerifier.verify(file, chosen.sealer(), snapshot);
    if (!plain.holds() || plain.claim().isEmpty()) {
      return plain;
    }
    TrustedSeal seal = new TrustedSeal(chosen, now, plain.checks());
    seal.checkStamps(file, stamps, plain.claim().get());
    return new SealReport(seal.checks, plain.claim());
  }

  private void checkStamps(byte[] file, SortedMap<String, byte[]> stamps, Claim claim) {
    List<String> names = List.copyOf(stamps.keySet());
    StampCheck check =
        new StampCheck(
            List.copyOf(stamps.values()), names::get, Timestamps.stamped(file), trust.rules());
    if (!stamps.isEmpty()) {
      add("stamps", check.unsound(), check.soundDetail());
    }
    if (!trust.rules().stampers().isEmpty()) {
      // When it was sealed is told by bundles alone.
      add("attested", check.problems(Optional.empty(), now), check.detail());
    }
    if (trust.rules().areAny()) {
      Instant at = check.earliest().orElse(claim.evaluatedAt());
      KeyCheck keys = new KeyCheck(trust);
      String word = check.earliest().isPresent() ? "as attested" : "by the sealer's own word";
      List<Problem> problems = new ArrayList<>(keys.outdated(at, authors -> true));
      problems.addAll(keys.revoked(check.earliest(), authors -> true));
      add("keys", problems, "valid at %s, %s%s".formatted(at, word, keys.revokedLater()));
      add("duties", keys.sharedKeys(), "each key has one role");
    }
  }

  private void add(String name, List<Problem> problems, String detail) {
    List<String> said = problems.stream().map(one -> one.code() + ": " + one.message()).toList();
    checks.add(
        problems.isEmpty()
            ? new Check(name, Result.PASSED, detail)
            : new Check(name, Result.FAILED, String.join("; ", said)));
  }
}
