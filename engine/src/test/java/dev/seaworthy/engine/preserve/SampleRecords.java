package dev.seaworthy.engine.preserve;

import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TestAuthority;
import dev.seaworthy.engine.stamp.TimeStamp;
import dev.seaworthy.engine.stamp.TimeStampQuery;
import dev.seaworthy.engine.x509.Authority;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Authorities that follow each other, and records by them. */
final class SampleRecords {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration YEAR = Duration.ofDays(365);

  /** Of years 0 to 3, 2 to 6 and 5 to 9. */
  static final TestAuthority FIRST = authority(0, 3);

  static final TestAuthority SECOND = authority(2, 6);
  static final TestAuthority THIRD = authority(5, 9);
  static final StampTrust TRUST = trusting(FIRST, SECOND, THIRD);

  private SampleRecords() {}

  static Instant year(double years) {
    return START.plusSeconds((long) (years * YEAR.toSeconds()));
  }

  private static TestAuthority authority(int from, int until) {
    SecureRandom random = new SecureRandom();
    return TestAuthority.of(
        SigningKey.generate(random), SigningKey.generate(random), year(from), year(until));
  }

  static StampTrust trusting(TestAuthority... authorities) {
    return stamp -> {
      for (TestAuthority one : authorities) {
        Authority trusted = one.trusted();
        try {
          if (stamp.isBy(trusted)) {
            return new StampTrust.Maker(one.chain().get(0).getSerialNumber().toString(), trusted);
          }
        } catch (StampException e) {
          throw new RecordException(e.fault().name(), e.reason());
        }
      }
      throw new RecordException("UNKNOWN_AUTHORITY", "nobody made it");
    };
  }

  static byte[] token(TestAuthority authority, Preservation tree, double year) {
    try {
      byte[] query =
          TimeStampQuery.overHash(tree.algorithm().oid(), tree.root().bytes(), BigInteger.ONE)
              .bytes();
      return TimeStamp.read(authority.answer(query, year(year), BigInteger.TEN)).toToken();
    } catch (StampException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A bundle of so many files, unlike those of other numbers. */
  static DataObjects bundle(int number, int files) {
    return DataObjects.of(
        IntStream.range(0, files).mapToObj(file -> utf8(number + "/" + file)).toList());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Records of bundles 0, 1, 2, … of three files each, made in year 1. */
  static List<EvidenceRecord> created(int count) {
    Preservation tree = new Preservation(HashAlgorithm.SHA_256);
    IntStream.range(0, count).forEach(i -> tree.add(name(i), bundle(i, 3)));
    return List.copyOf(tree.stamped(token(FIRST, tree, 1)).values());
  }

  private static String name(int number) {
    return "%06d".formatted(number);
  }

  static EvidenceRecord renewed(EvidenceRecord record, TestAuthority authority, double year) {
    Preservation tree = new Preservation(record.algorithm());
    tree.renew("", record);
    return Objects.requireNonNull(tree.stamped(token(authority, tree, year)).get(""));
  }

  static EvidenceRecord rehashed(
      EvidenceRecord record, HashAlgorithm algorithm, TestAuthority authority, double year) {
    Preservation tree = new Preservation(algorithm);
    tree.rehash("", record, bundle(0, 3));
    tree.add("another", bundle(9, 2));
    return Objects.requireNonNull(tree.stamped(token(authority, tree, year)).get(""));
  }

  /** Of bundle 0: made in year 1, renewed in 2.5, hashed anew in 5.5, renewed in 6 and 7. */
  static EvidenceRecord old() {
    EvidenceRecord record = renewed(created(5).get(0), SECOND, 2.5);
    record = rehashed(record, HashAlgorithm.SHA_512, THIRD, 5.5);
    return renewed(renewed(record, THIRD, 6), THIRD, 7);
  }

  static RecordReport verify(byte[] record, DataObjects data, double year) {
    return new RecordVerifier(TRUST, year(year), Duration.ofMinutes(5)).verify(record, data);
  }

  static List<String> codes(RecordReport report) {
    return Stream.of(report).flatMap(one -> one.problems().stream()).map(p -> p.code()).toList();
  }
}
