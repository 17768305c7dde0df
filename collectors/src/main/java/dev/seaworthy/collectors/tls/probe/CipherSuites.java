package dev.seaworthy.collectors.tls.probe;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cipher suites there are. */
public final class CipherSuites {
  /** Those of SSL 2.0, which stand in no registry. https://datatracker.ietf.org/doc/html/rfc6101 */
  private static final List<CipherSuite> SSL_2 =
      List.of(
          new CipherSuite(0x010080, "SSL_CK_RC4_128_WITH_MD5"),
          new CipherSuite(0x020080, "SSL_CK_RC4_128_EXPORT40_WITH_MD5"),
          new CipherSuite(0x030080, "SSL_CK_RC2_128_CBC_WITH_MD5"),
          new CipherSuite(0x040080, "SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5"),
          new CipherSuite(0x050080, "SSL_CK_IDEA_128_CBC_WITH_MD5"),
          new CipherSuite(0x060040, "SSL_CK_DES_64_CBC_WITH_MD5"),
          new CipherSuite(0x0700c0, "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"));

  private static final List<CipherSuite> ALL =
      Stream.concat(
              SSL_2.stream(),
              Registry.read("cipher-suites.txt").stream()
                  .map(one -> new CipherSuite(one.code(), one.name())))
          .toList();

  private static final java.util.Map<String, CipherSuite> BY_NAME =
      ALL.stream().collect(Collectors.toMap(CipherSuite::name, Function.identity()));

  private CipherSuites() {}

  public static Optional<CipherSuite> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The suite of a code of two bytes, whether or not it is registered. */
  static CipherSuite of(int code) {
    return ALL.stream()
        .filter(one -> one.code() == code)
        .findFirst()
        .orElseGet(() -> new CipherSuite(code, "UNREGISTERED_%04X".formatted(code)));
  }

  /** Those that a version may negotiate, by code. */
  static List<CipherSuite> of(ProtocolVersion version) {
    return ALL.stream().filter(suite -> suite.fits(version)).toList();
  }
}
