package dev.seaworthy.collectors.x509;

/** Why a key store cannot be read further. */
final class StoreException extends Exception {
  private final StoredCertificates.Cause cause;

  private StoreException(StoredCertificates.Cause cause, String why) {
    super(why);
    this.cause = cause;
  }

  static StoreException malformed(String why) {
    return new StoreException(StoredCertificates.Cause.MALFORMED, why);
  }

  static StoreException tooCostly(String why) {
    return new StoreException(StoredCertificates.Cause.TOO_COSTLY, why);
  }

  static StoreException notSupported(String why) {
    return new StoreException(StoredCertificates.Cause.NOT_SUPPORTED, why);
  }

  static StoreException password(boolean given) {
    return given
        ? new StoreException(
            StoredCertificates.Cause.WRONG_PASSWORD, "no password that is given opens it")
        : new StoreException(
            StoredCertificates.Cause.NO_PASSWORD, "its certificates are encrypted");
  }

  StoredCertificates.Fault fault() {
    return new StoredCertificates.Fault(cause, String.valueOf(getMessage()));
  }
}
