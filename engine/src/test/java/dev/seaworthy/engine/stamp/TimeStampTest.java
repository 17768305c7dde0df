package dev.seaworthy.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.stamp.StampException.Fault;
import dev.seaworthy.engine.x509.CertificateChain;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;

class TimeStampTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");
  private static final byte[] SIGNATURE = "a signature".getBytes(StandardCharsets.UTF_8);
  private static final SigningKey ROOT = SigningKey.generate(new SecureRandom());
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final TestAuthority AUTHORITY = TestAuthority.of(ROOT, KEY, FROM);
  private static final TimeStampQuery QUERY = TimeStampQuery.over(SIGNATURE, BigInteger.valueOf(7));

  @Test
  void anAnswerSaysWhenAndByWhom() throws StampException {
    TimeStamp stamp = QUERY.answered(answer(AUTHORITY, AT));
    assertThat(stamp.at()).isEqualTo(AT);
    assertThat(stamp.policy()).isEqualTo(TestAuthority.POLICY);
    assertThat(stamp.isBy(AUTHORITY.trusted())).isTrue();
    assertThat(stamp.isBy(other().trusted())).isFalse();
  }

  @Test
  void theSameRequestTimeAndNumberGiveTheSameBytes() throws StampException {
    assertThat(answer(AUTHORITY, AT)).isEqualTo(answer(AUTHORITY, AT));
  }

  @Test
  void anAnswerToAnotherRequestIsRefused() throws StampException {
    byte[] old = answer(AUTHORITY, AT);
    refused(
        Fault.OTHER_REQUEST,
        () -> TimeStampQuery.over(SIGNATURE, BigInteger.valueOf(8)).answered(old));
    refused(
        Fault.OTHER_SIGNATURE,
        () -> TimeStampQuery.over(new byte[1], BigInteger.valueOf(7)).answered(old));
  }

  @Test
  void aRefusalIsCalledOne() throws Exception {
    ASN1EncodableVector status = new ASN1EncodableVector();
    status.add(new DERSequence(new ASN1Integer(2)));
    refused(Fault.STAMP_REFUSED, () -> QUERY.answered(new DERSequence(status).getEncoded()));
  }

  @Test
  void aStampBeforeItsCertificateIsRefused() throws StampException {
    byte[] early = answer(AUTHORITY, FROM.minusSeconds(1));
    refused(Fault.CERTIFICATE_NOT_VALID, () -> QUERY.answered(early));
  }

  @Test
  void whatFollowsAStampIsRefused() throws StampException {
    byte[] answer = answer(AUTHORITY, AT);
    refused(Fault.BAD_STAMP, () -> TimeStamp.read(Arrays.copyOf(answer, answer.length + 1)));
    refused(Fault.BAD_STAMP, () -> TimeStamp.read(new byte[0]));
  }

  @Test
  void whatAuthoritiesMustNotDoIsRefusedByItsName() throws Exception {
    for (OddStamps.Oddity oddity : OddStamps.Oddity.values()) {
      byte[] odd = OddStamps.answer(oddity, QUERY.bytes(), AT);
      refused(oddity.fault(), () -> QUERY.answered(odd));
    }
  }

  /** The signature is the last field of a token without unsigned attributes (RFC 5652). */
  @Test
  void aStampOfSoundStructureWhoseSignatureDoesNotFitIsCalledThat() throws StampException {
    byte[] wrong = answer(AUTHORITY, AT);
    wrong[wrong.length - 1] ^= 1;
    refused(Fault.BAD_STAMP_SIGNATURE, () -> QUERY.answered(wrong));
  }

  /** All of the token but the signature is that of the authority. */
  @Test
  void aStampThatAnotherKeySignedUnderTheCertificateIsCalledThat() throws Exception {
    byte[] forged = OddStamps.forged(AUTHORITY.chain().get(0), QUERY.bytes(), AT);
    refused(Fault.BAD_STAMP_SIGNATURE, () -> QUERY.answered(forged));
    refused(Fault.BAD_STAMP_SIGNATURE, () -> TimeStamp.read(forged).isBy(AUTHORITY.trusted()));
  }

  @Test
  void noFlippedByteMakesItSayAnotherTime() throws StampException {
    byte[] answer = answer(AUTHORITY, AT);
    assertThat(
            IntStream.range(0, answer.length)
                .filter(at -> saysAnotherTime(flipped(answer, at)))
                .boxed()
                .toList())
        .isEmpty();
  }

  private static boolean saysAnotherTime(byte[] mutant) {
    try {
      return !QUERY.answered(mutant).at().equals(AT);
    } catch (StampException e) {
      return false;
    }
  }

  @Test
  void aChainIsReadAsItIsWrittenAndNothingElseIs() {
    String pem = CertificateChain.toPem(AUTHORITY.chain());
    assertThat(CertificateChain.fromPem(pem)).contains(AUTHORITY.chain());
    assertThat(CertificateChain.fromPem("")).isEmpty();
    assertThat(CertificateChain.fromPem(KEY.verificationKey().toPem())).isEmpty();
    List<org.bouncycastle.cert.X509CertificateHolder> wrong =
        List.of(AUTHORITY.chain().get(0), other().chain().get(1));
    assertThat(CertificateChain.fromPem(CertificateChain.toPem(wrong))).isEmpty();
  }

  private static byte[] answer(TestAuthority authority, Instant at) throws StampException {
    return authority.answer(QUERY.bytes(), at, BigInteger.ONE);
  }

  private static TestAuthority other() {
    return TestAuthority.of(
        SigningKey.generate(new SecureRandom()), SigningKey.generate(new SecureRandom()), FROM);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << (at % 8));
    return flipped;
  }

  private static void refused(Fault fault, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(StampException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
