package dev.seaworthy.engine.preserve;

import static dev.seaworthy.engine.preserve.SampleRecords.FIRST;
import static dev.seaworthy.engine.preserve.SampleRecords.SECOND;
import static dev.seaworthy.engine.preserve.SampleRecords.THIRD;
import static dev.seaworthy.engine.preserve.SampleRecords.bundle;
import static dev.seaworthy.engine.preserve.SampleRecords.codes;
import static dev.seaworthy.engine.preserve.SampleRecords.created;
import static dev.seaworthy.engine.preserve.SampleRecords.old;
import static dev.seaworthy.engine.preserve.SampleRecords.rehashed;
import static dev.seaworthy.engine.preserve.SampleRecords.renewed;
import static dev.seaworthy.engine.preserve.SampleRecords.token;
import static dev.seaworthy.engine.preserve.SampleRecords.utf8;
import static dev.seaworthy.engine.preserve.SampleRecords.verify;
import static dev.seaworthy.engine.preserve.SampleRecords.year;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceRecordTest {
  @ParameterizedTest(name = "of {0} bundles each has a record")
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 33, 100})
  void oneTimeStampCoversEveryBundle(int count) {
    List<EvidenceRecord> records = created(count);
    assertThat(IntStream.range(0, count))
        .allMatch(i -> verify(records.get(i).toDer(), bundle(i, 3), 2).holds());
  }

  @ParameterizedTest(name = "{0} files")
  @ValueSource(ints = {1, 2, 5})
  void aRecordIsOfAllFilesOfABundleAndNoOthers(int files) {
    Preservation tree = new Preservation(HashAlgorithm.SHA_256);
    tree.add("it", bundle(0, files));
    tree.add("other", bundle(1, 1));
    byte[] record = Objects.requireNonNull(tree.stamped(token(FIRST, tree, 1)).get("it")).toDer();
    assertThat(verify(record, bundle(0, files), 2).holds()).isTrue();
    assertThat(codes(verify(record, bundle(0, files + 1), 2))).containsExactly("NOT_COVERED");
    assertThat(codes(verify(record, bundle(2, files), 2))).containsExactly("NOT_COVERED");
  }

  @Test
  void aFileThatIsTakenAwayIsFound() {
    assertThat(codes(verify(old().toDer(), bundle(0, 2), 8)))
        .containsExactly("NOT_COVERED", "NOT_COVERED");
  }

  @Test
  void whatIsStampedDoesNotDependOnTheOrder() {
    Preservation one = new Preservation(HashAlgorithm.SHA_256);
    Preservation other = new Preservation(HashAlgorithm.SHA_256);
    IntStream.range(0, 20).forEach(i -> one.add("b" + i, bundle(i, 2)));
    IntStream.range(0, 20).forEach(i -> other.add("z" + i, bundle(19 - i, 2)));
    assertThat(one.root()).isEqualTo(other.root());
  }

  @Test
  void manyRenewalsAreWalkedBackToTheFirstTime() {
    RecordReport report = verify(old().toDer(), bundle(0, 3), 8);
    assertThat(report.problems()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.attested().orElseThrow().at()).isEqualTo(year(1));
    assertThat(report.attested().orElseThrow().stamps()).isEqualTo(5);
    assertThat(report.attested().orElseThrow().renewBefore()).isEqualTo(year(9));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = HashAlgorithm.class,
      names = {"SHA_256"},
      mode = EnumSource.Mode.EXCLUDE)
  void aHashTreeIsRenewedByAnyOtherAlgorithm(HashAlgorithm algorithm) {
    byte[] record = rehashed(created(2).get(0), algorithm, SECOND, 2.5).toDer();
    assertThat(verify(record, bundle(0, 3), 3).problems()).isEmpty();
  }

  @ParameterizedTest(name = "renewed in year {0} and checked in {1}: {2}")
  @CsvSource({
    "2.5, 4, ''",
    "3, 4, ''",
    "3.1, 4, RENEWED_TOO_LATE",
    "2.5, 6.1, NOT_RENEWED",
    "4, 3.5, RENEWED_TOO_LATE;FUTURE_TIME"
  })
  void aRenewalCountsOnlyWhileTheFormerHolds(double renewed, double now, String codes) {
    byte[] record = renewed(created(2).get(0), SECOND, renewed).toDer();
    assertThat(String.join(";", codes(verify(record, bundle(0, 3), now)))).isEqualTo(codes);
  }

  @Test
  void aRenewalThatIsOlderThanTheFormerIsRefused() {
    byte[] record = renewed(renewed(created(2).get(0), SECOND, 2.9), FIRST, 2.5).toDer();
    assertThat(codes(verify(record, bundle(0, 3), 2.95))).containsExactly("TIME_ORDER");
  }

  @Test
  void anAuthorityThatNobodyTrustsIsRefused() {
    byte[] record = created(2).get(0).toDer();
    RecordVerifier strict =
        new RecordVerifier(SampleRecords.trusting(THIRD), year(2), Duration.ofMinutes(5));
    assertThat(codes(strict.verify(record, bundle(0, 3)))).containsExactly("UNKNOWN_AUTHORITY");
  }

  @Test
  void aRenewalOfAnotherRecordIsRefused() {
    EvidenceRecord one = renewed(created(2).get(0), SECOND, 2.5);
    EvidenceRecord other = renewed(created(3).get(0), SECOND, 2.5);
    EvidenceRecord mixed = created(3).get(0).renewed(one.stamps().get(1));
    assertThat(codes(verify(other.toDer(), bundle(0, 3), 3))).isEmpty();
    assertThat(codes(verify(mixed.toDer(), bundle(0, 3), 3))).containsExactly("CHAIN_BROKEN");
  }

  @Test
  void aChainThatIsLeftOutIsMissed() {
    EvidenceRecord record = old();
    EvidenceRecord without =
        new EvidenceRecord(record.listed(), record.chains().subList(1, record.chains().size()));
    assertThat(codes(verify(without.toDer(), bundle(0, 3), 8))).containsExactly("NOT_COVERED");
  }

  @Test
  void anAlgorithmThatIsNotNamedAtTheHeadIsRefused() {
    EvidenceRecord record = old();
    EvidenceRecord odd = new EvidenceRecord(List.of(HashAlgorithm.SHA_256), record.chains());
    assertThat(codes(verify(odd.toDer(), bundle(0, 3), 8))).containsExactly("WRONG_ALGORITHM");
  }

  @Test
  void withoutTheFilesTheRestIsCheckedAndNothingProven() {
    RecordReport report =
        new RecordVerifier(SampleRecords.TRUST, year(8), Duration.ZERO).verifyAlone(old().toDer());
    assertThat(report.holds()).isFalse();
    assertThat(report.holdsSoFar()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "0", "<html>", "0\u0080", "0\u0003\u0002\u0001\u0001"})
  void whatIsNoRecordIsRefused(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(codes(verify(bytes, bundle(0, 1), 1))).containsExactly("BAD_RECORD");
  }

  @Test
  void hostileSizesAndDepthsAreRefused() {
    assertThat(codes(verify(new byte[RecordReader.MAX_BYTES + 1], bundle(0, 1), 1)))
        .containsExactly("TOO_LARGE");
    byte[] deep = utf8("");
    for (int i = 0; i < 20_000; i++) {
      deep = nested(deep);
    }
    assertThat(codes(verify(deep, bundle(0, 1), 1))).containsExactly("BAD_RECORD");
    List<ArchiveStamp> many = new ArrayList<>();
    ArchiveStamp one = created(1).get(0).stamps().get(0);
    IntStream.range(0, 257).forEach(i -> many.add(one));
    EvidenceRecord long257 =
        new EvidenceRecord(List.of(HashAlgorithm.SHA_256), List.of(new EvidenceRecord.Chain(many)));
    assertThatThrownBy(() -> EvidenceRecord.parse(long257.toDer()))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.problem().code()).isEqualTo("TOO_LARGE"));
  }

  /** A SEQUENCE around it. */
  private static byte[] nested(byte[] inner) {
    int length = inner.length;
    byte[] head =
        length < 0x80
            ? new byte[] {0x30, (byte) length}
            : length < 0x100
                ? new byte[] {0x30, (byte) 0x81, (byte) length}
                : length < 0x1_0000
                    ? new byte[] {0x30, (byte) 0x82, (byte) (length >> 8), (byte) length}
                    : new byte[] {
                      0x30, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length
                    };
    return Bytes.concat(head, inner);
  }

  @Test
  void anAlgorithmDoesNotPassForAttributes() {
    EvidenceRecord old = old();
    byte[] record = old.toDer();
    byte[] stamp = old.stamps().get(3).encoded();
    int tag = Collections.indexOfSubList(Bytes.asList(record), Bytes.asList(stamp)) + 4;
    assertThat(record[tag]).isEqualTo((byte) 0xa0);
    record[tag] = (byte) 0xa1;
    assertThatThrownBy(() -> EvidenceRecord.parse(record))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.problem().code()).isEqualTo("BAD_RECORD"));
  }

  @Test
  void noFlippedByteChangesWhatIsAttested() {
    byte[] record = old().toDer();
    RecordVerifier verifier =
        new RecordVerifier(SampleRecords.TRUST, year(8), Duration.ofMinutes(5));
    RecordReport honest = verifier.verify(record, bundle(0, 3));
    List<Integer> passed = new ArrayList<>();
    for (int at = 0; at < record.length; at++) {
      byte[] flipped = record.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      RecordReport report = verifier.verify(flipped, bundle(0, 3));
      if (report.holds()) {
        passed.add(at);
        assertThat(report.attested()).as("byte %d", at).isEqualTo(honest.attested());
      }
    }
    // All of them lie in the last Archive Timestamp, which nothing is over yet: what its signature
    // leaves out, such as the certificate's, and its algorithm, which the time stamp has too.
    int last = record.length - old().stamps().get(4).encoded().length;
    assertThat(passed).allMatch(at -> at >= last);
  }
}
