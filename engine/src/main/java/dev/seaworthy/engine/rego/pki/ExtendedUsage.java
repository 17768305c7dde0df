package dev.seaworthy.engine.rego.pki;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a certificate may be used for (RFC 5280, 4.2.1.12), by Go's numbers. */
@SuppressWarnings("ImmutableEnumChecker") // What its fields hold never changes.
public enum ExtendedUsage {
  ANY(0, "2.5.29.37.0", "Any"),
  SERVER_AUTH(1, "1.3.6.1.5.5.7.3.1", "ServerAuth"),
  CLIENT_AUTH(2, "1.3.6.1.5.5.7.3.2", "ClientAuth"),
  CODE_SIGNING(3, "1.3.6.1.5.5.7.3.3", "CodeSigning"),
  EMAIL_PROTECTION(4, "1.3.6.1.5.5.7.3.4", "EmailProtection"),
  IPSEC_END_SYSTEM(5, "1.3.6.1.5.5.7.3.5", "IPSECEndSystem"),
  IPSEC_TUNNEL(6, "1.3.6.1.5.5.7.3.6", "IPSECTunnel"),
  IPSEC_USER(7, "1.3.6.1.5.5.7.3.7", "IPSECUser"),
  TIME_STAMPING(8, "1.3.6.1.5.5.7.3.8", "TimeStamping"),
  OCSP_SIGNING(9, "1.3.6.1.5.5.7.3.9", "OCSPSigning"),
  MICROSOFT_SGC(10, "1.3.6.1.4.1.311.10.3.3", "MicrosoftServerGatedCrypto"),
  NETSCAPE_SGC(11, "2.16.840.1.113730.4.1", "NetscapeServerGatedCrypto"),
  MICROSOFT_COMMERCIAL(12, "1.3.6.1.4.1.311.2.1.22", "MicrosoftCommercialCodeSigning"),
  MICROSOFT_KERNEL(13, "1.3.6.1.4.1.311.61.1.1", "MicrosoftKernelCodeSigning");

  private static final Map<Oid, ExtendedUsage> BY_OID =
      Stream.of(values()).collect(Collectors.toMap(usage -> usage.oid, usage -> usage));
  private static final Map<String, ExtendedUsage> BY_NAME =
      Stream.of(values()).collect(Collectors.toMap(usage -> "KeyUsage" + usage.id, usage -> usage));

  private final int number;
  private final Oid oid;
  private final String id;

  ExtendedUsage(int number, String oid, String id) {
    this.number = number;
    this.oid = Oid.of(oid);
    this.id = id;
  }

  static @Nullable ExtendedUsage of(Oid oid) {
    return BY_OID.get(oid);
  }

  /** A usage by OPA's name for it: {@code KeyUsageServerAuth}. */
  public static Optional<ExtendedUsage> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Go's number for it. */
  int number() {
    return number;
  }
}
