package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.IpText;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Names that certificates below one may have, or must not have (RFC 5280, 4.2.1.10). */
final class NameConstraints {
  static final NameConstraints NONE = new NameConstraints();

  private static final String INVALID = "x509: invalid NameConstraints extension";

  private Names permitted = new Names();
  private Names excluded = new Names();
  private boolean critical;
  private boolean unhandled;

  /** Names of each kind. */
  static final class Names {
    private final List<String> dns = new ArrayList<>();
    private final List<byte[]> ips = new ArrayList<>();
    private final List<String> mail = new ArrayList<>();
    private final List<String> uris = new ArrayList<>();

    List<String> dns() {
      return dns;
    }

    /** Networks: the address, then the mask of the same length. */
    List<byte[]> ips() {
      return ips;
    }

    List<String> mail() {
      return mail;
    }

    List<String> uris() {
      return uris;
    }

    boolean isEmpty() {
      return dns.isEmpty() && ips.isEmpty() && mail.isEmpty() && uris.isEmpty();
    }
  }

  private NameConstraints() {}

  static NameConstraints read(Extension extension) {
    NameConstraints constraints = new NameConstraints();
    Der outer = extension.content();
    Der both = outer.read(Der.SEQUENCE, INVALID);
    Der permitted = both.optional(Der.wrapped(0), INVALID);
    Der excluded = both.optional(Der.wrapped(1), INVALID);
    if (!outer.isEmpty() || !both.isEmpty()) {
      throw RegoException.failed(INVALID);
    }
    if ((permitted == null || permitted.isEmpty()) && (excluded == null || excluded.isEmpty())) {
      throw RegoException.failed("x509: empty name constraints extension");
    }
    constraints.critical = extension.isCritical();
    constraints.permitted = constraints.names(permitted == null ? new Der(new byte[0]) : permitted);
    constraints.excluded = constraints.names(excluded == null ? new Der(new byte[0]) : excluded);
    return constraints;
  }

  private Names names(Der subtrees) {
    Names names = new Names();
    while (!subtrees.isEmpty()) {
      Der.Element base = subtrees.read(Der.SEQUENCE, INVALID).any(INVALID);
      byte[] bytes = base.content().rest();
      switch (base.tag()) {
        case 0x81 -> names.mail.add(mail(text(bytes)));
        case 0x82 -> names.dns.add(domain("dnsName", text(bytes)));
        case 0x86 -> names.uris.add(uri(text(bytes)));
        case 0x87 -> names.ips.add(network(bytes));
        default -> unhandled = true;
      }
    }
    return names;
  }

  private static String text(byte[] bytes) {
    return DerText.ascii(bytes, "x509: invalid constraint value");
  }

  private static String domain(String kind, String text) {
    if (!DomainNames.isValid(text, true)) {
      throw RegoException.failed(
          "x509: failed to parse %s constraint \"%s\"".formatted(kind, text));
    }
    return text;
  }

  private static String mail(String text) {
    if (text.indexOf('@') < 0) {
      return domain("rfc822Name", text);
    }
    if (Mailbox.parse(text) == null) {
      throw RegoException.failed(
          "x509: failed to parse rfc822Name constraint \"%s\"".formatted(text));
    }
    return text;
  }

  private static String uri(String text) {
    if (IpText.parse(text) != null) {
      throw RegoException.failed(
          "x509: failed to parse URI constraint \"%s\": cannot be IP address".formatted(text));
    }
    return domain("URI", text);
  }

  private static byte[] network(byte[] bytes) {
    if (bytes.length != 8 && bytes.length != 32) {
      throw RegoException.failed("x509: IP constraint contained value of length " + bytes.length);
    }
    boolean ended = false;
    for (int i = bytes.length / 2; i < bytes.length; i++) {
      int inverted = ~bytes[i] & 0xff;
      if ((ended && bytes[i] != 0) || (inverted & (inverted + 1)) != 0) {
        byte[] mask = Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length);
        throw RegoException.failed(
            "x509: IP constraint contained invalid mask " + HexFormat.of().formatHex(mask));
      }
      ended |= inverted != 0;
    }
    return bytes;
  }

  Names permitted() {
    return permitted;
  }

  Names excluded() {
    return excluded;
  }

  boolean isEmpty() {
    return permitted.isEmpty() && excluded.isEmpty();
  }

  /** Whether there are names of kinds that Go does not know. */
  boolean isUnhandled() {
    return unhandled;
  }

  void put(Fields fields) {
    fields.put("PermittedDNSDomainsCritical", critical);
    put(fields, "Permitted", permitted);
    put(fields, "Excluded", excluded);
  }

  private static void put(Fields fields, String which, Names names) {
    fields
        .texts(which + "DNSDomains", names.dns)
        .list(which + "IPRanges", names.ips, NameConstraints::networkValue)
        .texts(which + "EmailAddresses", names.mail)
        .texts(which + "URIDomains", names.uris);
  }

  private static Value networkValue(byte[] network) {
    int half = network.length / 2;
    return new Fields()
        .put("IP", StringValue.of(IpText.write(Arrays.copyOf(network, half))))
        .put("Mask", Arrays.copyOfRange(network, half, network.length))
        .done();
  }
}
