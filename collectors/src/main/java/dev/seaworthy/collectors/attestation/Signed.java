package dev.seaworthy.collectors.attestation;

import dev.seaworthy.engine.stamp.TimeStamp;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Something signed, with all that came along to verify it.
 *
 * @param format {@code sigstore-bundle}, {@code dsse} or {@code cosign-signature}
 * @param certificate of the signer, where one came along
 * @param hint names the signer's key; proves nothing; empty where there is none
 * @param timeStamps of the signature
 * @param entries of logs about it
 */
record Signed(
    String format,
    Content content,
    Optional<X509CertificateHolder> certificate,
    String hint,
    List<TimeStamp> timeStamps,
    List<LogEntry> entries) {
  Signed {
    timeStamps = List.copyOf(timeStamps);
    entries = List.copyOf(entries);
  }

  /** What came without anything. */
  static Signed bare(String format, Content content, String hint) {
    return new Signed(format, content, Optional.empty(), hint, List.of(), List.of());
  }
}
