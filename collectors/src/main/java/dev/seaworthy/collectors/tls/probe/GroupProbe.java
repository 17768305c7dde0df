package dev.seaworthy.collectors.tls.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the named groups that a server takes: of TLS 1.3 by hellos without a key share, which a
 * server that takes the group asks for; before by suites with elliptic curves.
 */
final class GroupProbe {
  /**
   * What was found.
   *
   * @param isAsked whether the version has groups at this server
   * @param reason why the list may lack some
   */
  record Found(boolean isAsked, List<String> names, Optional<String> reason) {
    Found {
      names = List.copyOf(names);
    }
  }

  private final Asker asker;
  private final Optional<String> serverName;

  GroupProbe(Asker asker, Optional<String> serverName) {
    this.asker = asker;
    this.serverName = serverName;
  }

  Found of(VersionReport report) {
    List<Integer> suites =
        report.suites().stream()
            .filter(suite -> suite.isOfTls13() || suite.isElliptic())
            .map(CipherSuite::code)
            .toList();
    if (suites.isEmpty()) {
      return new Found(false, List.of(), Optional.empty());
    }
    List<String> found = new ArrayList<>();
    ClientHello hello = ClientHello.of(report.version, suites, serverName);
    List<Integer> left = new ArrayList<>(NamedGroup.codes(report.version));
    while (!left.isEmpty()) {
      Answer answer = asker.ask(hello.withGroups(left));
      if (answer instanceof Answer.Silent silent) {
        return new Found(true, found, Optional.of(silent.words()));
      }
      Optional<NamedGroup> group = chosen(answer, report.version);
      if (group.isEmpty() || !left.remove((Integer) group.get().code())) {
        break;
      }
      found.add(group.get().name());
    }
    Optional<String> doubt =
        found.isEmpty()
            ? Optional.of("it chose none of the groups by themselves")
            : Optional.empty();
    return new Found(true, found, doubt.or(() -> others(hello, left, found)));
  }

  /**
   * A certificate's own curve must be among the groups for a server to use it, in TLS 1.2: where
   * none of the rest alone was taken, each of them is offered before those that were.
   */
  private Optional<String> others(ClientHello hello, List<Integer> left, List<String> found) {
    if (!hello.version().isInTheClear()) {
      return Optional.empty();
    }
    List<Integer> known =
        found.stream()
            .flatMap(name -> NamedGroup.named(name).stream())
            .map(NamedGroup::code)
            .toList();
    while (!left.isEmpty()) {
      List<Integer> groups = new ArrayList<>(left);
      groups.addAll(known);
      Answer answer = asker.ask(hello.withGroups(groups));
      if (answer instanceof Answer.Silent silent) {
        return Optional.of(silent.words());
      }
      Optional<NamedGroup> group = chosen(answer, hello.version());
      if (group.isEmpty() || !left.remove((Integer) group.get().code())) {
        return Optional.empty();
      }
      found.add(group.get().name());
    }
    return Optional.empty();
  }

  private static Optional<NamedGroup> chosen(Answer answer, ProtocolVersion version) {
    return answer instanceof Answer.Chosen chosen && chosen.flight().version() == version
        ? chosen.flight().group().flatMap(NamedGroup::named)
        : Optional.empty();
  }
}
