package dev.seaworthy.collectors.tls.probe;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A cipher suite, and what its name tells of it.
 *
 * @param code in hellos: two bytes, of SSL 2.0 three
 * @param name as the IANA registers it
 */
public record CipherSuite(int code, String name) {
  private static final String WITH = "_WITH_";
  private static final int LAST_OF_TWO_BYTES = 0xffff;

  /** Defined for TLS 1.2 and nothing before: an AEAD, or a hash that older versions lack. */
  private static final Pattern SINCE_TLS_1_2 =
      Pattern.compile(".*_(SHA256|SHA384|CCM|CCM_8|OMAC|IMIT)");

  private static final Pattern AEAD = Pattern.compile(".*_(GCM|CCM|POLY1305|MGM|AEGIS)(_.*)?");

  /** Of names that have no {@code _WITH_}, those of TLS 1.3. */
  boolean isOfTls13() {
    return !name.contains(WITH) || name.contains("_MGM_");
  }

  boolean fits(ProtocolVersion version) {
    return switch (version) {
      case SSL_2 -> code > LAST_OF_TWO_BYTES;
      case TLS_1_3 -> isOfTls13();
      case TLS_1_2 -> isOfTls12();
      case SSL_3, TLS_1_0, TLS_1_1 -> isOfTls12() && !SINCE_TLS_1_2.matcher(name).matches();
    };
  }

  private boolean isOfTls12() {
    return code <= LAST_OF_TWO_BYTES && !isOfTls13();
  }

  /** The part of the name that tells how keys are agreed upon; empty for TLS 1.3. */
  String keyExchange() {
    int end = name.indexOf(WITH);
    int start = name.indexOf('_') + 1;
    return end < start ? "" : name.substring(start, end);
  }

  /** The part of the name that tells how data is protected. */
  String encryption() {
    int with = name.indexOf(WITH);
    return with < 0 ? name.substring(name.indexOf('_') + 1) : name.substring(with + WITH.length());
  }

  /** Keys of each connection are its own: a key stolen later opens nothing recorded. */
  boolean isForwardSecret() {
    String exchange = keyExchange();
    return isOfTls13()
        || exchange.contains("DHE")
        || exchange.contains("_anon")
        || exchange.startsWith("SRP")
        || exchange.equals("ECCPWD");
  }

  /** Nobody proves who the server is. */
  boolean isAnonymous() {
    return keyExchange().contains("_anon");
  }

  boolean isElliptic() {
    return keyExchange().startsWith("ECDHE") || keyExchange().equals("ECDH_anon");
  }

  /** A Diffie-Hellman exchange over a prime that the server sends. */
  boolean sendsPrime() {
    String exchange = keyExchange().replace("_EXPORT", "").replace("1024", "");
    return exchange.equals("DHE_RSA") || exchange.equals("DHE_DSS") || exchange.equals("DH_anon");
  }

  /** Its code as documents write it. */
  public String hex() {
    return String.format(Locale.ROOT, code > LAST_OF_TWO_BYTES ? "%06X" : "%04X", code);
  }

  /** What a judge needs: the facts beside the name. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("name", name);
    tree.put("code", hex());
    tree.put("forwardSecrecy", isForwardSecret());
    tree.put("anonymous", isAnonymous());
    tree.put("aead", AEAD.matcher("_" + encryption()).matches());
    tree.put("encryption", encryption());
    return tree;
  }
}
