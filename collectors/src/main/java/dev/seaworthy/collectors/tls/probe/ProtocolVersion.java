package dev.seaworthy.collectors.tls.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A version of SSL or TLS, oldest first. */
public enum ProtocolVersion {
  SSL_2(0x0002, "SSLv2"),
  SSL_3(0x0300, "SSLv3"),
  TLS_1_0(0x0301, "TLSv1.0"),
  TLS_1_1(0x0302, "TLSv1.1"),
  TLS_1_2(0x0303, "TLSv1.2"),
  TLS_1_3(0x0304, "TLSv1.3");

  private final int code;
  private final String id;

  ProtocolVersion(int code, String id) {
    this.code = code;
    this.id = id;
  }

  int code() {
    return code;
  }

  /** What documents and people call it. */
  public String id() {
    return id;
  }

  /**
   * Whether hellos of it have extensions: SSL 3.0 may have them, and old servers trip over them.
   */
  boolean hasExtensions() {
    return compareTo(TLS_1_0) >= 0;
  }

  /** Whether certificates and extensions of the server come in the clear. */
  boolean isInTheClear() {
    return compareTo(TLS_1_3) < 0;
  }

  static Optional<ProtocolVersion> of(int code) {
    return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
  }

  public static Optional<ProtocolVersion> named(String id) {
    return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
  }

  /** Names of all, oldest first. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(ProtocolVersion::id).toList();
  }
}
