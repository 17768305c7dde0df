package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.NginxForm;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An nginx configuration with what it includes: its servers, and which of them decides. */
public final class NginxFile {
  private static final List<String> AFFECTED = List.of(EvidenceKinds.TLS_NGINX_SERVER);

  private final SourceFile file;
  private final String text;
  private final Source source;
  private final UnaryOperator<Location> seen;
  private final List<Observation> observations = new ArrayList<>();
  private final List<NginxServer> servers = new ArrayList<>();

  /** By what is listened on: the default server, and whether any of them has TLS there. */
  private final Map<String, NginxServer> deciders = new LinkedHashMap<>();

  private final Map<String, Boolean> encrypted = new TreeMap<>();

  /**
   * @param collector whose evidence it is
   */
  public NginxFile(String collector, Document.Text document) {
    this(
        document.file(),
        document.text(),
        new Source(collector, document.file().name(), 0),
        UnaryOperator.identity());
  }

  /**
   * One that another document holds.
   *
   * @param seen where in that document a place of the configuration is found
   */
  NginxFile(SourceFile file, String text, Source source, UnaryOperator<Location> seen) {
    this.file = file;
    this.text = text;
    this.source = source;
    this.seen = seen;
  }

  public static boolean recognises(Document.Text document) {
    return NginxForm.is(document.file().name(), document.text());
  }

  public List<Observation> observations() {
    NginxParser parser = new NginxParser(file);
    try {
      read(parser.read(text));
    } catch (NginxException e) {
      gap(e.problem(), e.at());
    }
    parser.faults().forEach(fault -> gap(fault.problem(), fault.at()));
    return observations;
  }

  private void read(List<NginxDirective> root) {
    NginxScope main = new NginxScope(List.of(root));
    for (String kind : List.of("http", "stream")) {
      servers.clear();
      deciders.clear();
      encrypted.clear();
      // Of several blocks nginx takes one alone, and does not start with two.
      main.own(kind).forEach(block -> addServers(kind, main.inside(block)));
      if (kind.equals("http") && main.own("server").findAny().isPresent()) {
        gap(NginxProblems.nginxAlone(file.name()), root.get(0).at());
        addServers(kind, main);
      }
      servers.forEach(this::decide);
      for (int i = 0; i < servers.size(); i++) {
        observe(servers.get(i), i);
      }
    }
  }

  private void addServers(String kind, NginxScope around) {
    around.own("server").forEach(one -> servers.add(NginxServer.read(kind, one, around)));
  }

  /** The server that says so, or else the first, is the default one of what it listens on. */
  private void decide(NginxServer server) {
    for (NginxListen listen : server.listens()) {
      if (listen.first()) {
        deciders.put(listen.key(), server);
      } else {
        deciders.putIfAbsent(listen.key(), server);
      }
      encrypted.merge(
          listen.key(), listen.ssl() || listen.quic() || server.isAllTls(), Boolean::logicalOr);
    }
  }

  private void observe(NginxServer server, int position) {
    for (NginxDirective one : server.malformed()) {
      gap(NginxProblems.malformedNginx(one.name(), String.join(" ", one.arguments())), one.at());
    }
    Map<String, Object> content = new TreeMap<>(server.content());
    // In a ConfigMap the place is that of the key, and this tells the line within.
    content.put("at", server.at().toString());
    content.put("listens", server.listens().stream().map(one -> listen(server, one)).toList());
    Object[] path = {server.kind(), "servers", position};
    content.put("path", List.of(path));
    try {
      observations.add(
          new Evidence(
              EvidenceKinds.TLS_NGINX_SERVER,
              Subject.of("NginxServer", server.shown()),
              source,
              CanonicalJson.of(content),
              locations(server)));
    } catch (NotCanonicalException e) {
      gap(NginxProblems.notEvidence(file.name(), String.valueOf(e.getMessage())), server.at());
    }
  }

  private Map<String, Object> listen(NginxServer server, NginxListen listen) {
    Map<String, Object> content = new TreeMap<>();
    content.put("address", listen.address());
    content.put("port", listen.port());
    content.put("quic", listen.quic());
    content.put("http2", listen.http2() || server.scope().isOn("http2", false));
    content.put("tls", encrypted.getOrDefault(listen.key(), false));
    NginxServer decider = deciders.getOrDefault(listen.key(), server);
    content.put("isDefault", decider.equals(server));
    content.put("decidedBy", decider.shown());
    if (!decider.protocols().isEmpty()) {
      content.put("protocols", decider.protocols());
    }
    return content;
  }

  private Locations locations(NginxServer server) {
    Map<String, Location> places = server.places();
    return path -> {
      Location of =
          path.steps().isEmpty()
              ? server.at()
              : places.getOrDefault(String.valueOf(path.steps().get(0)), server.at());
      return seen.apply(
          path.steps().size() < 2
              ? of
              : places.getOrDefault(path.steps().get(0) + "/" + path.steps().get(1), of));
    };
  }

  private void gap(Problem problem, Location at) {
    observations.add(new Gap(problem, source, seen.apply(at), AFFECTED));
  }
}
