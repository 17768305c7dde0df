package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.preserve.RecordException;
import dev.seaworthy.engine.preserve.StampTrust;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TimeStamp;
import dev.seaworthy.engine.x509.Authority;
import java.time.Instant;
import java.util.Optional;

/** The time-stamp authorities of a trust root, asked about the time stamps of evidence records. */
public record RecordTrust(TrustRules rules) implements StampTrust {
  private static final String FIX =
      "add the authority to the trust root, if you trust it: `role: timestamp-authority`";

  @Override
  public Maker maker(TimeStamp stamp) throws RecordException {
    Optional<Problem> refused = Optional.empty();
    try {
      for (TrustedStamper stamper : rules.stampers()) {
        Authority authority = stamper.authority();
        if (stamp.isBy(new Authority(authority.chain(), Instant.MIN, Instant.MAX))) {
          refused = refusal(stamper, stamp);
          if (refused.isEmpty()) {
            return new Maker(stamper.name(), authority);
          }
        }
      }
    } catch (StampException e) {
      throw new RecordException(new Problem(e.fault().name(), e.reason(), FIX));
    }
    throw new RecordException(
        refused.orElseGet(
            () ->
                new Problem(
                    StampException.Fault.UNKNOWN_AUTHORITY.name(),
                    "no trusted authority made a time stamp of %s".formatted(stamp.at()),
                    FIX)));
  }

  private static Optional<Problem> refusal(TrustedStamper stamper, TimeStamp stamp) {
    if (!stamper.authority().isTrustedAt(stamp.at())) {
      return Optional.of(
          new Problem(
              "AUTHORITY_NOT_VALID",
              "a time stamp is of `%s` at %s, when it was not trusted"
                  .formatted(stamper.name(), stamp.at()),
              FIX));
    }
    return stamper.accepts(stamp.policy())
        ? Optional.empty()
        : Optional.of(
            new Problem(
                StampException.Fault.WRONG_STAMP_POLICY.name(),
                "a time stamp is of `%s` by its policy `%s`"
                    .formatted(stamper.name(), stamp.policy()),
                FIX));
  }
}
