package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.x509.X509;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** A time stamp of RFC 3161 over a signature. */
final class TimeStamp {
  private static final Map<String, String> HASHES =
      Map.of(
          NISTObjectIdentifiers.id_sha256.getId(), "SHA-256",
          NISTObjectIdentifiers.id_sha384.getId(), "SHA-384",
          NISTObjectIdentifiers.id_sha512.getId(), "SHA-512");

  private final TimeStampToken token;

  private TimeStamp(TimeStampToken token) {
    this.token = token;
  }

  /** Reads a whole TimeStampResp. */
  static TimeStamp read(byte[] response) throws Refusal {
    try {
      TimeStampToken token = new TimeStampResponse(response).getTimeStampToken();
      if (token != null) {
        return new TimeStamp(token);
      }
    } catch (TSPException | IOException | RuntimeException e) {
      throw new Refusal("bad-timestamp", "a time stamp cannot be decoded");
    }
    throw new Refusal("bad-timestamp", "a time stamp's authority refused it");
  }

  /** When one of {@code authorities} saw {@code signature}. */
  Instant verify(byte[] signature, List<Authority> authorities) throws Refusal {
    try {
      requireImprint(signature);
      Instant at = token.getTimeStampInfo().getGenTime().toInstant();
      for (Authority authority : authorities) {
        Optional<X509CertificateHolder> signer = signer(authority);
        if (signer.isPresent() && authority.issued(signer.get(), at)) {
          // Also holds the certificate's purpose and the certificate's digest in the token.
          token.validate(
              new JcaSimpleSignerInfoVerifierBuilder()
                  .setProvider(X509.PROVIDER)
                  .build(signer.get()));
          return at;
        }
      }
    } catch (TSPException
        | OperatorCreationException
        | java.security.cert.CertificateException
        | RuntimeException e) {
      throw new Refusal("bad-timestamp", "a time stamp's own signature does not fit");
    }
    throw new Refusal(
        "unknown-timestamp-authority", "no trusted authority made the signature's time stamp");
  }

  private void requireImprint(byte[] signature) throws Refusal {
    String hash = HASHES.get(token.getTimeStampInfo().getMessageImprintAlgOID().getId());
    if (hash == null) {
      throw new Refusal("bad-timestamp", "a time stamp's hash is none of SHA-2's");
    }
    try {
      byte[] digest = MessageDigest.getInstance(hash).digest(signature);
      if (!MessageDigest.isEqual(digest, token.getTimeStampInfo().getMessageImprintDigest())) {
        throw new Refusal("other-timestamp", "the time stamp is about another signature");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-2", e);
    }
  }

  /** The authority's own certificate, which tokens need not carry. */
  @SuppressWarnings("unchecked")
  private Optional<X509CertificateHolder> signer(Authority authority) {
    X509CertificateHolder first = authority.chain().get(0);
    if (token.getSID().match(first)) {
      return Optional.of(first);
    }
    Collection<X509CertificateHolder> carried = token.getCertificates().getMatches(token.getSID());
    return carried.stream().findFirst();
  }
}
