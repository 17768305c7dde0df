package dev.seaworthy.cli.descriptor;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.tls.probe.ProbeTarget;
import dev.seaworthy.collectors.tls.probe.StartTls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code endpoints}: where the release speaks TLS, and what may be probed therefore. */
final class EndpointFields {
  private static final String ENDPOINTS = "endpoints";
  private static final Set<String> KEYS =
      Set.of("host", "port", "address", "starttls", "serverName");
  private static final int LAST_PORT = 65_535;
  private static final int MOST = 200;

  private final Diagnostics diagnostics;

  EndpointFields(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Those that are well-formed. */
  List<ProbeTarget> read(Fields root) {
    List<ProbeTarget> targets = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    root.each(
        ENDPOINTS,
        (item, path) -> {
          Fields fields = Fields.of(item, path, KEYS, diagnostics);
          target(fields)
              .ifPresent(
                  target -> {
                    requireOnce(fields, target, seen);
                    targets.add(target);
                  });
        });
    if (targets.size() > MOST) {
      diagnostics.error(
          root.markOf(ENDPOINTS),
          "TOO_MANY_ENDPOINTS",
          "a release has at most %d endpoints".formatted(MOST),
          "list one endpoint of those that one server serves");
    }
    return targets;
  }

  private Optional<ProbeTarget> target(Fields fields) {
    Optional<String> host =
        checked(fields, "host", fields.required("host"), ProbeTarget::isHost, "a host");
    Optional<String> address =
        checked(fields, "address", fields.optional("address"), ProbeTarget::isHost, "a host");
    Optional<String> name =
        checked(
            fields,
            "serverName",
            fields.optional("serverName"),
            ProbeTarget::isName,
            "the name of a host");
    Optional<StartTls> startTls = startTls(fields);
    Optional<Integer> port = port(fields);
    return host.isEmpty() || port.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ProbeTarget(host.get(), port.get(), address, startTls.orElse(StartTls.NONE), name));
  }

  private Optional<String> checked(
      Fields fields, String key, Optional<String> text, Predicate<String> test, String wanted) {
    if (text.isPresent() && !test.test(text.get())) {
      diagnostics.error(
          fields.valueMark(key),
          "BAD_HOST",
          "`%s` is not %s".formatted(text.get(), wanted),
          "write a name such as `erp.example.com`, or an address, without a scheme, port or path");
      return Optional.empty();
    }
    return text;
  }

  private Optional<Integer> port(Fields fields) {
    Tree.Entry entry = fields.entries().get("port");
    if (entry == null) {
      fields.required("port");
      return Optional.empty();
    }
    if (entry.value() instanceof Tree.Scalar scalar
        && scalar.value() instanceof Long port
        && port > 0
        && port <= LAST_PORT) {
      return Optional.of(port.intValue());
    }
    diagnostics.error(
        entry.value().mark(),
        "BAD_PORT",
        "`port` is not a number from 1 to %d".formatted(LAST_PORT),
        "write the port that clients connect to, without quotes: `port: 443`");
    return Optional.empty();
  }

  private Optional<StartTls> startTls(Fields fields) {
    return fields
        .oneOf("starttls", fields.optional("starttls"), StartTls.ids())
        .flatMap(StartTls::named);
  }

  private void requireOnce(Fields fields, ProbeTarget target, Set<String> seen) {
    String key = target.id() + " " + target.toTree().get("serverName");
    if (!seen.add(key.toLowerCase(Locale.ROOT))) {
      diagnostics.error(
          fields.mark(),
          "ENDPOINT_TWICE",
          "`%s` stands in `endpoints` twice".formatted(target.id()),
          "remove one, or give each a `serverName` of its own");
    }
  }
}
