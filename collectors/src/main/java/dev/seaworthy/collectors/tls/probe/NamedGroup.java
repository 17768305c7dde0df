package dev.seaworthy.collectors.tls.probe;

import java.util.List;
import java.util.Optional;

/**
 * A group that keys are agreed upon in.
 *
 * @param before13 whether TLS 1.2 and before may negotiate it
 * @param since13 whether TLS 1.3 may
 */
record NamedGroup(int code, String name, boolean before13, boolean since13) {
  static final int X25519 = 0x001d;

  private static final List<NamedGroup> ALL =
      Registry.read("named-groups.txt").stream()
          .map(
              one ->
                  new NamedGroup(
                      one.code(),
                      one.name(),
                      one.words().contains("12"),
                      one.words().contains("13")))
          .toList();

  static List<NamedGroup> of(ProtocolVersion version) {
    return ALL.stream().filter(one -> version.isInTheClear() ? one.before13 : one.since13).toList();
  }

  static List<Integer> codes(ProtocolVersion version) {
    return of(version).stream().map(NamedGroup::code).toList();
  }

  /** The registered name, or the code where there is none. */
  static String nameOf(int code) {
    return ALL.stream()
        .filter(one -> one.code == code)
        .findFirst()
        .map(NamedGroup::name)
        .orElseGet(() -> "0x%04x".formatted(code));
  }

  static Optional<NamedGroup> named(String name) {
    return ALL.stream().filter(one -> one.name.equals(name)).findFirst();
  }
}
