package dev.seaworthy.engine.preserve;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TimeStamp;
import dev.seaworthy.engine.stamp.TimeStampQuery;
import dev.seaworthy.engine.x509.Authority;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;

/** Reads the time stamps of records, each of which thousands may share, once. */
final class StampReader {
  /**
   * What one says, and who made it.
   *
   * @param unsound what is wrong with it, whoever made it
   * @param strange why nobody who is trusted made it
   */
  record Read(
      Optional<TimeStamp> stamp,
      Optional<StampTrust.Maker> maker,
      Optional<Problem> unsound,
      Optional<Problem> strange) {
    Instant at() {
      return stamp.orElseThrow().at();
    }

    /** The hash that it is about. */
    Hash imprint() {
      return Hash.of(stamp.orElseThrow().hash());
    }

    /** Whether its certificates hold, and are trusted, at a later time. */
    boolean holdsAt(Instant time) {
      Authority authority = maker.orElseThrow().authority();
      return authority.issued(stamp.orElseThrow().carried().orElseThrow(), time);
    }

    /** The last moment at which they do. */
    Instant last() {
      Authority authority = maker.orElseThrow().authority();
      return Stream.concat(authority.chain().stream(), stamp.orElseThrow().carried().stream())
          .map(X509CertificateHolder::getNotAfter)
          .map(java.util.Date::toInstant)
          .reduce(authority.to(), (one, other) -> one.isBefore(other) ? one : other);
    }
  }

  private final Map<Hash, Read> read = new HashMap<>();
  private final StampTrust trust;

  StampReader(StampTrust trust) {
    this.trust = trust;
  }

  Read read(ArchiveStamp stamp) {
    Hash key = HashAlgorithm.SHA_256.hash(stamp.token());
    Read known = read.get(key);
    if (known == null) {
      known = decode(stamp.token());
      read.put(key, known);
    }
    return known;
  }

  private Read decode(byte[] token) {
    try {
      TimeStamp stamp = TimeStampQuery.soundToken(token);
      try {
        StampTrust.Maker maker = trust.maker(stamp);
        return new Read(Optional.of(stamp), Optional.of(maker), Optional.empty(), Optional.empty());
      } catch (RecordException e) {
        return new Read(
            Optional.of(stamp), Optional.empty(), Optional.empty(), Optional.of(e.problem()));
      }
    } catch (StampException e) {
      Problem unsound = new Problem(e.fault().name(), e.reason(), RecordReport.FIX);
      return new Read(Optional.empty(), Optional.empty(), Optional.of(unsound), Optional.empty());
    }
  }
}
