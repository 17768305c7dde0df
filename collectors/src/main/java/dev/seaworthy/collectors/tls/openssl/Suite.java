package dev.seaworthy.collectors.tls.openssl;

import com.google.common.base.Splitter;
import dev.seaworthy.collectors.document.PackedFile;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A cipher suite of OpenSSL, before TLS 1.3.
 *
 * @param registered its name as the IANA has it
 * @param since the first version that may use it
 * @param bits of its strength, as security levels count it
 * @param classes of OpenSSL: {@code HIGH}, {@code FIPS}; {@code OPTIONAL} where its default list
 *     does without it
 */
record Suite(
    int code,
    String registered,
    String name,
    String since,
    String exchange,
    String authentication,
    String encryption,
    int bits,
    String mac,
    Set<String> classes) {
  static final String NONE = "None";
  static final String NULL = "NULL";

  /** The last registered first, as OpenSSL begins with them. */
  static final List<Suite> ALL =
      PackedFile.lines(Suite.class, "suites.txt").stream()
          .map(Suite::read)
          .sorted(Comparator.comparingInt(Suite::code).reversed())
          .toList();

  Suite {
    classes = Set.copyOf(classes);
  }

  private static Suite read(String line) {
    List<String> words = Splitter.on(' ').splitToList(line);
    return new Suite(
        Integer.parseInt(words.get(0), 16),
        words.get(1),
        words.get(2),
        words.get(3),
        words.get(4),
        words.get(5),
        words.get(6),
        Integer.parseInt(words.get(7)),
        words.get(8),
        Set.copyOf(Splitter.on(',').splitToList(words.get(9))));
  }

  boolean isEphemeral() {
    return exchange.equals("DH") || exchange.equals("ECDH");
  }

  /** A pre-shared key or a password is agreed upon; nothing can be used where neither is set. */
  boolean needsSecret() {
    return exchange.endsWith("PSK") || exchange.equals("SRP");
  }

  /** Whether a security level allows it, 0 to 5: SSL_CTX_set_security_level(3). */
  boolean isAllowed(int level) {
    if (level == 0) {
      return true;
    }
    int least = List.of(0, 80, 112, 128, 192, 256).get(level);
    return bits >= least
        && !authentication.equals(NONE)
        && !mac.equals("MD5")
        && !(least > 160 && mac.equals("SHA1"))
        && (level < 3 || isEphemeral());
  }
}
