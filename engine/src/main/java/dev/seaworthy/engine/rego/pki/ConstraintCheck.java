package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.text.GoUrl;
import dev.seaworthy.engine.rego.text.IpText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether the certificates of a chain have the names that those above them permit. */
final class ConstraintCheck {
  private final List<String> dns;
  private final List<byte[]> ips;
  private final List<String> hosts;
  private final List<Mailbox> mailboxes;

  private ConstraintCheck(AlternativeNames names, List<String> hosts, List<Mailbox> mailboxes) {
    this.dns = names.dns();
    this.ips = names.ips();
    this.hosts = hosts;
    this.mailboxes = mailboxes;
  }

  static boolean permits(List<Certificate> chain) {
    for (int i = 0; i < chain.size(); i++) {
      List<NameConstraints> above =
          chain.subList(i + 1, chain.size()).stream()
              .map(certificate -> certificate.known().constraints())
              .filter(constraints -> !constraints.isEmpty())
              .toList();
      if (!above.isEmpty() && chain.get(i).alternativeNames() != null) {
        ConstraintCheck check = of(chain.get(i).known().names());
        if (check == null || !above.stream().allMatch(check::fits)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Names ready to be compared; null if some cannot be. */
  private static @Nullable ConstraintCheck of(AlternativeNames names) {
    List<String> hosts = new ArrayList<>();
    for (GoUrl uri : names.uris()) {
      String host = host(uri.host().toLowerCase(Locale.ROOT));
      if (host == null || !DomainNames.isValid(host, false)) {
        return null;
      }
      hosts.add(host);
    }
    List<Mailbox> mailboxes = new ArrayList<>();
    for (String text : names.mail()) {
      Mailbox mailbox = Mailbox.parse(text);
      if (mailbox == null) {
        return null;
      }
      mailboxes.add(mailbox);
    }
    boolean areValid = names.dns().stream().allMatch(name -> DomainNames.isValid(name, false));
    return areValid ? new ConstraintCheck(names, hosts, mailboxes) : null;
  }

  /** The host without its port; null if it is none, or an IP address. */
  private static @Nullable String host(String authority) {
    int colon = authority.lastIndexOf(':');
    String host = colon >= 0 ? authority.substring(0, colon) : authority;
    boolean isAddress = authority.endsWith("]") || host.startsWith("[");
    boolean isBad = host.isEmpty() || host.indexOf(':') >= 0 || IpText.parse(host) != null;
    return isAddress || isBad ? null : host;
  }

  private boolean fits(NameConstraints constraints) {
    NameConstraints.Names permitted = constraints.permitted();
    NameConstraints.Names excluded = constraints.excluded();
    return fits(ips, permitted.ips(), ip -> isInOne(ip, permitted.ips()))
        && ips.stream().noneMatch(ip -> isInOne(ip, excluded.ips()))
        && fits(dns, permitted.dns(), name -> isUnderOne(name, permitted.dns()))
        && dns.stream().noneMatch(name -> isExcluded(name, excluded.dns()))
        && fits(hosts, permitted.uris(), host -> isUnderOne(host, permitted.uris()))
        && hosts.stream().noneMatch(host -> isExcluded(host, excluded.uris()))
        && fits(mailboxes, permitted.mail(), mail -> isOneOf(mail, permitted.mail(), false))
        && mailboxes.stream().noneMatch(mail -> isOneOf(mail, excluded.mail(), true));
  }

  private static <T> boolean fits(List<T> names, List<?> permitted, Predicate<T> isPermitted) {
    return permitted.isEmpty() || names.stream().allMatch(isPermitted);
  }

  private static boolean isInOne(byte[] ip, List<byte[]> networks) {
    return networks.stream().anyMatch(network -> isIn(ip, network));
  }

  private static boolean isIn(byte[] ip, byte[] network) {
    if (network.length != 2 * ip.length) {
      return false;
    }
    for (int i = 0; i < ip.length; i++) {
      if (((ip[i] ^ network[i]) & network[ip.length + i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnderOne(String name, List<String> domains) {
    return domains.stream().anyMatch(domain -> isUnder(name, domain));
  }

  private static boolean isUnder(String name, String domain) {
    int more = name.length() - domain.length();
    boolean endsSo = more >= 0 && name.regionMatches(true, more, domain, 0, domain.length());
    return domain.isEmpty()
        || (endsSo && (more == 0 || domain.startsWith(".") || name.charAt(more - 1) == '.'));
  }

  private static boolean isExcluded(String name, List<String> domains) {
    return isUnderOne(name, domains) || (name.startsWith("*") && isSibling(name, domains));
  }

  /** Whether a name with an asterisk covers an excluded one. */
  private static boolean isSibling(String name, List<String> domains) {
    String parent = parent(name);
    return domains.stream()
        .map(ConstraintCheck::parent)
        .anyMatch(theirs -> !theirs.isEmpty() && theirs.equals(parent));
  }

  private static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
  }

  private static boolean isOneOf(Mailbox mail, List<String> allowed, boolean isExclusion) {
    List<String> domains = allowed.stream().filter(text -> text.indexOf('@') < 0).toList();
    boolean isExact =
        allowed.stream()
            .filter(text -> text.indexOf('@') >= 0)
            .map(Mailbox::parse)
            .anyMatch(mail::equals);
    return isExact
        || (isExclusion ? isExcluded(mail.domain(), domains) : isUnderOne(mail.domain(), domains));
  }
}
