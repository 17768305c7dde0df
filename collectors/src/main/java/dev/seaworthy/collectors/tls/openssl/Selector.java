package dev.seaworthy.collectors.tls.openssl;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a word of a cipher string selects; an empty set asks for nothing.
 *
 * @param since the first version of suites; empty for any
 * @param code of the only suite; 0 for any
 */
record Selector(
    Set<String> exchange,
    Set<String> authentication,
    Set<String> encryption,
    Set<String> mac,
    Set<String> classes,
    String since,
    int code) {
  static final Selector ANY = new Selector(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), "", 0);

  Selector {
    exchange = Set.copyOf(exchange);
    authentication = Set.copyOf(authentication);
    encryption = Set.copyOf(encryption);
    mac = Set.copyOf(mac);
    classes = Set.copyOf(classes);
  }

  static Selector exchange(String... words) {
    return new Selector(Set.of(words), Set.of(), Set.of(), Set.of(), Set.of(), "", 0);
  }

  static Selector authentication(String... words) {
    return new Selector(Set.of(), Set.of(words), Set.of(), Set.of(), Set.of(), "", 0);
  }

  static Selector encryption(String... words) {
    return new Selector(Set.of(), Set.of(), Set.of(words), Set.of(), Set.of(), "", 0);
  }

  static Selector mac(String... words) {
    return new Selector(Set.of(), Set.of(), Set.of(), Set.of(words), Set.of(), "", 0);
  }

  static Selector classes(String... words) {
    return new Selector(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(words), "", 0);
  }

  static Selector since(String version) {
    return new Selector(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), version, 0);
  }

  /** One suite; what it is made of counts where it is joined with other words. */
  static Selector one(Suite suite) {
    Set<String> strength = new HashSet<>(suite.classes());
    strength.retainAll(Set.of("HIGH", "FIPS"));
    return new Selector(
        Set.of(suite.exchange()),
        Set.of(suite.authentication()),
        Set.of(suite.encryption() + suite.bits()),
        Set.of(suite.mac()),
        strength,
        "",
        suite.code());
  }

  /** Both at once; empty where nothing can be both. */
  Optional<Selector> and(Selector other) {
    Optional<Set<String>> exchanges = both(exchange, other.exchange);
    Optional<Set<String>> authentications = both(authentication, other.authentication);
    Optional<Set<String>> encryptions = both(encryption, other.encryption);
    Optional<Set<String>> macs = both(mac, other.mac);
    Optional<Set<String>> all = both(classes, other.classes);
    boolean sameVersion = since.isEmpty() || other.since.isEmpty() || since.equals(other.since);
    if (exchanges.isEmpty()
        || authentications.isEmpty()
        || encryptions.isEmpty()
        || macs.isEmpty()
        || all.isEmpty()
        || !sameVersion) {
      return Optional.empty();
    }
    return Optional.of(
        new Selector(
            exchanges.get(),
            authentications.get(),
            encryptions.get(),
            macs.get(),
            all.get(),
            other.since.isEmpty() ? since : other.since,
            // The last word decides whether it is one suite.
            other.code));
  }

  private static Optional<Set<String>> both(Set<String> one, Set<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.of(one.isEmpty() ? other : one);
    }
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return both.isEmpty() ? Optional.empty() : Optional.of(both);
  }

  boolean matches(Suite suite) {
    return (code == 0 || code == suite.code())
        && has(exchange, suite.exchange())
        && has(authentication, suite.authentication())
        && has(encryption, suite.encryption() + suite.bits())
        && has(mac, suite.mac())
        && (classes.isEmpty() || classes.stream().anyMatch(suite.classes()::contains))
        && (since.isEmpty() || since.equals(suite.since()));
  }

  private static boolean has(Set<String> wanted, String word) {
    return wanted.isEmpty() || wanted.contains(word);
  }
}
