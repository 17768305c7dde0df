package dev.seaworthy.engine.preserve;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.preserve.RecordReport.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks evidence records offline (RFC 4998, sections 4.3 and 5.3), by nothing but whom someone
 * trusts to attest times. Many may be checked by one, which looks at each shared time stamp once.
 */
public final class RecordVerifier {
  private final StampReader reader;
  private final Instant now;
  private final Duration tolerance;

  /**
   * A verifier.
   *
   * @param now at which the last time stamp must still hold
   * @param tolerance by how much an authority's clock may be ahead
   */
  public RecordVerifier(StampTrust trust, Instant now, Duration tolerance) {
    this.reader = new StampReader(trust);
    this.now = now;
    this.tolerance = tolerance;
  }

  /**
   * Checks a record.
   *
   * @param file the content of its file
   */
  public RecordReport verify(byte[] file, DataObjects data) {
    return check(file, Optional.of(data));
  }

  /** The same without the data: all but what the record is about. */
  public RecordReport verifyAlone(byte[] file) {
    return check(file, Optional.empty());
  }

  private RecordReport check(byte[] file, Optional<DataObjects> data) {
    try {
      return new OneRecord(EvidenceRecord.parse(file), reader)
          .report(data, now, now.plus(tolerance));
    } catch (RecordException e) {
      return unread(e.problem());
    }
  }

  private static RecordReport unread(Problem problem) {
    List<Line> lines = new ArrayList<>();
    for (RecordCheck check : RecordCheck.values()) {
      lines.add(
          check == RecordCheck.FORM
              ? Line.of(check, List.of(problem), "")
              : Line.skipped(check, OneRecord.SKIPPED));
    }
    return new RecordReport(lines, Optional.empty());
  }
}
