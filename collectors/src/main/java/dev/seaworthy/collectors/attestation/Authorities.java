package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TimeStamp;
import dev.seaworthy.engine.x509.Authority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/** Reads authorities out of a trusted root, and asks those of time stamps. */
final class Authorities {
  private Authorities() {}

  static List<Authority> read(List<Tree> items) throws Refusal {
    List<Authority> authorities = new ArrayList<>();
    for (Tree item : items) {
      authorities.add(read(item));
    }
    return authorities;
  }

  private static Authority read(Tree tree) throws Refusal {
    Members members = Members.of(tree, "an authority");
    List<X509CertificateHolder> chain = new ArrayList<>();
    for (Tree item : members.object("certChain").items("certificates")) {
      chain.add(Certificates.read(Members.of(item, "a certificate").bytes("rawBytes")));
    }
    if (chain.isEmpty()) {
      throw new Refusal("malformed", "an authority has no certificate");
    }
    Validity validity = Validity.read(members);
    return new Authority(chain, validity.from(), validity.to());
  }

  /** A whole TimeStampResp. */
  static TimeStamp stamp(byte[] response) throws Refusal {
    try {
      return TimeStamp.read(response);
    } catch (StampException e) {
      throw refusal(e);
    }
  }

  /** When one of {@code stampers} saw {@code signature}. */
  static Instant attested(TimeStamp stamp, byte[] signature, List<Authority> stampers)
      throws Refusal {
    try {
      return stamp.verify(signature, stampers);
    } catch (StampException e) {
      throw refusal(e);
    }
  }

  private static Refusal refusal(StampException e) {
    String code =
        switch (e.fault()) {
          case OTHER_SIGNATURE -> "other-timestamp";
          case UNKNOWN_AUTHORITY -> "unknown-timestamp-authority";
          case BAD_STAMP,
              STAMP_REFUSED,
              OTHER_REQUEST,
              UNKNOWN_ALGORITHM,
              WRONG_KEY_TYPE,
              NO_CERTIFICATE,
              WRONG_PURPOSE,
              CERTIFICATE_NOT_BOUND,
              CERTIFICATE_NOT_VALID,
              BAD_STAMP_SIGNATURE,
              WRONG_STAMP_POLICY ->
              "bad-timestamp";
        };
    return new Refusal(code, e.reason());
  }
}
