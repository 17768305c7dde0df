package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.preserve.DataObjects;
import dev.seaworthy.engine.preserve.RecordReport;
import dev.seaworthy.engine.preserve.RecordVerifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds evidence records against the bundle that they are said to be of. */
final class PreservedCheck {
  private final List<Problem> problems = new ArrayList<>();
  private final SortedMap<String, Instant> times = new TreeMap<>();

  /**
   * Checks them.
   *
   * @param records each the content of its file
   */
  PreservedCheck(
      List<byte[]> records, SortedMap<String, byte[]> files, TrustRules rules, Instant now) {
    RecordVerifier verifier = new RecordVerifier(new RecordTrust(rules), now, rules.tolerance());
    DataObjects bundle = DataObjects.of(files.values());
    for (byte[] record : records) {
      RecordReport report = verifier.verify(record, bundle);
      problems.addAll(report.problems());
      if (report.holds()) {
        report
            .attested()
            .ifPresent(
                said ->
                    times.merge(
                        said.by(), said.at(), (one, other) -> one.isBefore(other) ? one : other));
      }
    }
  }

  List<Problem> problems() {
    return problems;
  }

  /** When the whole bundle was there at the latest, by the authorities whose word that is. */
  Map<String, Instant> times() {
    return times;
  }

  /** The same, for people. */
  String detail() {
    List<String> each = new ArrayList<>();
    times.forEach((name, at) -> each.add("`%s` at %s".formatted(name, at)));
    return "all of it was there: " + String.join(", ", each);
  }
}
