package dev.seaworthy.collectors.tls.openssl;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The words of cipher strings: https://docs.openssl.org/3.0/man1/openssl-ciphers/ */
final class Words {
  private static final Map<String, Selector> ALL = new TreeMap<>();

  static {
    exchanges();
    authentications();
    both();
    encryptions();
    put(Selector.mac("MD5"), "MD5");
    put(Selector.mac("SHA1"), "SHA1", "SHA");
    put(Selector.mac("SHA256"), "SHA256");
    put(Selector.mac("SHA384"), "SHA384");
    put(Selector.since("SSLv3"), "SSLv3");
    put(Selector.since("TLSv1"), "TLSv1", "TLSv1.0");
    put(Selector.since("TLSv1.2"), "TLSv1.2");
    put(Selector.classes("HIGH"), "HIGH");
    put(Selector.classes("FIPS"), "FIPS");
    put(Selector.classes("LOW"), "LOW");
    put(Selector.classes("MEDIUM"), "MEDIUM");
    put(Selector.classes("OPTIONAL"), "COMPLEMENTOFDEFAULT");
    Suite.ALL.forEach(suite -> put(Selector.one(suite), suite.name()));
  }

  private Words() {}

  static Optional<Selector> selector(String word) {
    return Optional.ofNullable(ALL.get(word));
  }

  private static void exchanges() {
    put(Selector.exchange("RSA"), "kRSA");
    put(Selector.exchange("DH"), "kEDH", "kDHE", "DH");
    put(Selector.exchange("ECDH"), "kEECDH", "kECDHE", "ECDH");
    put(Selector.exchange("PSK"), "kPSK");
    put(Selector.exchange("RSAPSK"), "kRSAPSK");
    put(Selector.exchange("ECDHEPSK"), "kECDHEPSK");
    put(Selector.exchange("DHEPSK"), "kDHEPSK");
    put(Selector.exchange("PSK", "RSAPSK", "ECDHEPSK", "DHEPSK"), "PSK");
    put(Selector.exchange("SRP"), "kSRP", "SRP");
  }

  private static void authentications() {
    put(Selector.authentication("RSA"), "aRSA");
    put(Selector.authentication("DSS"), "aDSS", "DSS");
    put(Selector.authentication(Suite.NONE), "aNULL");
    put(Selector.authentication("ECDSA"), "aECDSA", "ECDSA");
    put(Selector.authentication("PSK"), "aPSK");
    put(Selector.authentication("SRP"), "aSRP");
  }

  /** Words that ask for a key exchange and an authentication. */
  private static void both() {
    Selector known = Selector.authentication("RSA", "DSS", "ECDSA", "PSK", "SRP");
    Selector anonymous = Selector.authentication(Suite.NONE);
    put(joined(Selector.exchange("DH"), known), "EDH", "DHE");
    put(joined(Selector.exchange("ECDH"), known), "EECDH", "ECDHE");
    put(joined(Selector.exchange("RSA"), Selector.authentication("RSA")), "RSA");
    put(joined(Selector.exchange("DH"), anonymous), "ADH");
    put(joined(Selector.exchange("ECDH"), anonymous), "AECDH");
  }

  private static Selector joined(Selector one, Selector other) {
    return one.and(other).orElse(one);
  }

  private static void encryptions() {
    put(starting("", "ARIA", "AES", "CAMELLIA", "CHACHA"), "ALL");
    put(starting("", Suite.NULL), "eNULL", "NULL", "COMPLEMENTOFALL");
    put(starting("128", "AES"), "AES128");
    put(starting("256", "AES"), "AES256");
    put(starting("", "AES"), "AES");
    put(starting("", "AESGCM"), "AESGCM");
    put(starting("", "AESCCM"), "AESCCM");
    put(starting("", "AESCCM8"), "AESCCM8");
    put(starting("128", "CAMELLIA"), "CAMELLIA128");
    put(starting("256", "CAMELLIA"), "CAMELLIA256");
    put(starting("", "CAMELLIA"), "CAMELLIA");
    put(starting("", "CHACHA20"), "CHACHA20");
    put(starting("", "ARIA"), "ARIA", "ARIAGCM");
    put(starting("128", "ARIA"), "ARIA128");
    put(starting("256", "ARIA"), "ARIA256");
    put(Selector.encryption("AES128", "AES256", "CAMELLIA128", "CAMELLIA256"), "CBC");
  }

  /** Encryptions whose name begins so and whose strength is the end of it. */
  private static Selector starting(String bits, String... beginnings) {
    Set<String> found =
        Suite.ALL.stream()
            .filter(suite -> String.valueOf(suite.bits()).endsWith(bits))
            .map(suite -> suite.encryption() + suite.bits())
            .filter(one -> Set.of(beginnings).stream().anyMatch(one::startsWith))
            .collect(Collectors.toSet());
    return Selector.encryption(found.toArray(String[]::new));
  }

  private static void put(Selector selector, String... words) {
    for (String word : words) {
      ALL.put(word, selector);
    }
  }
}
