package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.GoUrl;
import dev.seaworthy.engine.rego.text.IpText;
import dev.seaworthy.engine.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/** Names beside the subject's (RFC 5280, 4.2.1.6) that Go knows: hosts, mailboxes, addresses. */
final class AlternativeNames {
  private static final int MAIL = 0x81;
  private static final int DNS = 0x82;
  private static final int URI = 0x86;
  private static final int IP = 0x87;

  private final List<String> dns = new ArrayList<>();
  private final List<String> mail = new ArrayList<>();
  private final List<byte[]> ips = new ArrayList<>();
  private final List<GoUrl> uris = new ArrayList<>();

  /** Reads the extension's content. */
  static AlternativeNames read(Der der) {
    AlternativeNames names = new AlternativeNames();
    Der all = der.read(Der.SEQUENCE, "x509: invalid subject alternative names");
    while (!all.isEmpty()) {
      names.add(all.any("x509: invalid subject alternative name"));
    }
    return names;
  }

  private void add(Der.Element name) {
    byte[] bytes = name.content().rest();
    switch (name.tag()) {
      case MAIL -> mail.add(DerText.ascii(bytes, "x509: SAN rfc822Name is malformed"));
      case DNS -> dns.add(DerText.ascii(bytes, "x509: SAN dNSName is malformed"));
      case URI ->
          uris.add(uri(DerText.ascii(bytes, "x509: SAN uniformResourceIdentifier is malformed")));
      case IP -> ips.add(ip(bytes));
      default -> {
        // Other names are only to be found in the extension itself.
      }
    }
  }

  private static GoUrl uri(String text) {
    GoUrl url;
    try {
      url = GoUrl.parse(text);
    } catch (RegoException e) {
      throw RegoException.failed(
          "x509: cannot parse URI \"%s\": %s".formatted(text, e.getMessage()));
    }
    if (!url.host().isEmpty() && !DomainNames.isValid(url.host(), false)) {
      throw RegoException.failed("x509: cannot parse URI \"%s\": invalid domain".formatted(text));
    }
    return url;
  }

  private static byte[] ip(byte[] bytes) {
    if (bytes.length != 4 && bytes.length != 16) {
      throw RegoException.failed("x509: cannot parse IP address of length " + bytes.length);
    }
    return bytes;
  }

  boolean isEmpty() {
    return dns.isEmpty() && mail.isEmpty() && ips.isEmpty() && uris.isEmpty();
  }

  List<String> dns() {
    return dns;
  }

  List<String> mail() {
    return mail;
  }

  List<byte[]> ips() {
    return ips;
  }

  List<GoUrl> uris() {
    return uris;
  }

  void put(Fields fields) {
    fields
        .texts("DNSNames", dns)
        .texts("EmailAddresses", mail)
        .list("IPAddresses", ips, ip -> StringValue.of(IpText.write(ip)))
        .list("URIs", uris, GoUrl::value);
  }
}
