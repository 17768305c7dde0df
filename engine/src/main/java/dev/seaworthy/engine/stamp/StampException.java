package dev.seaworthy.engine.stamp;

/** Why a time stamp is not accepted. */
public final class StampException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it; the names are codes in reports and never change their meaning. */
  public enum Fault {
    /** It is not what RFC 3161 describes, or a part of it cannot be decoded. */
    BAD_STAMP,
    /** The authority answered that it gives none. */
    STAMP_REFUSED,
    /** It is about other bytes. */
    OTHER_SIGNATURE,
    /** It answers another request. */
    OTHER_REQUEST,
    /** A digest or signature algorithm that is not accepted. */
    UNKNOWN_ALGORITHM,
    /** The authority's key is of a kind, or of a size, that is not accepted. */
    WRONG_KEY_TYPE,
    /** It carries no certificate of who signed it. */
    NO_CERTIFICATE,
    /** The certificate is not for time stamps, or not for them alone. */
    WRONG_PURPOSE,
    /** It does not name its certificate by a digest of SHA-2 (ESSCertIDv2, RFC 5816). */
    CERTIFICATE_NOT_BOUND,
    /** The certificate was not valid at the time of the stamp. */
    CERTIFICATE_NOT_VALID,
    /** Its own signature does not fit. */
    BAD_STAMP_SIGNATURE,
    /** Nobody who is trusted made it. */
    UNKNOWN_AUTHORITY,
    /** It was made under a policy that was not asked for. */
    WRONG_STAMP_POLICY
  }

  private final Fault fault;

  StampException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  /** For people: lower case, and nothing in it is quoted from the stamp. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
