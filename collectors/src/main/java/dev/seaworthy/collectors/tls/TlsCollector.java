package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.collectors.tls.nginx.NginxConfigMaps;
import dev.seaworthy.collectors.tls.nginx.NginxFile;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads PEM files and key stores, what a probe saw of servers, nginx's configuration, and
 * Traefik's: in its own files, in Kubernetes objects, in labels of Docker Compose and as its API
 * gives it.
 */
public final class TlsCollector implements Collector {
  public static final String NAME = "tls";

  /** What is not known where Traefik's configuration cannot be read. */
  static final List<String> TRAEFIK =
      List.of(
          EvidenceKinds.TLS_OPTIONS,
          EvidenceKinds.TLS_ROUTE,
          EvidenceKinds.TLS_ENTRY_POINT,
          EvidenceKinds.TLS_ROUTER,
          EvidenceKinds.TLS_PROXY);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    if (document instanceof Document.Text text) {
      return NginxFile.recognises(text)
          || text.text().contains("-----BEGIN CERTIFICATE")
          || text.text().contains("-----BEGIN X509 CERTIFICATE")
          || text.text().contains("-----BEGIN TRUSTED CERTIFICATE");
    }
    if (document instanceof Document.Store) {
      return true;
    }
    return document instanceof Document.Structured structured
        && (ProbeReader.recognises(structured.root())
            || TraefikFile.recognises(structured.root())
            || RawData.recognises(structured.root())
            || ComposeLabels.recognises(structured));
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    if (document instanceof Document.Text text && NginxFile.recognises(text)) {
      return new NginxFile(NAME, text).observations();
    }
    if (document instanceof Document.Text text) {
      return new CertificateFile(document.file().name()).observations(text, hints);
    }
    if (document instanceof Document.Store store) {
      return new StoreFile(store, hints).observations();
    }
    Document.Structured structured = (Document.Structured) document;
    return ProbeReader.recognises(structured.root())
        ? new ProbeReader(structured).observations(hints)
        : traefik(structured);
  }

  @Override
  public List<Observation> derive(List<Manifest> manifests) {
    return derive(manifests, List.of());
  }

  @Override
  public List<Observation> derive(List<Manifest> manifests, List<Path> trust) {
    List<Observation> observations = new ArrayList<>(new TraefikObjects(manifests).observations());
    observations.addAll(new NginxConfigMaps(NAME, manifests).observations());
    observations.addAll(new SecretCertificates(manifests, trust).observations());
    return observations;
  }

  private static List<Observation> traefik(Document.Structured document) {
    String file = document.file().name();
    Place place =
        new Place(
            new Source(NAME, file, document.index()),
            HashedLocations.of(file, document.root()),
            JsonPath.ROOT);
    List<Observation> observations = new ArrayList<>();
    Section root =
        new Section(
            document.root().asMapping().orElseThrow(),
            true,
            (problem, mark) ->
                observations.add(
                    place.gap(problem, new Location(file, mark.line(), mark.column()), TRAEFIK)));
    Proxy proxy = new Proxy();
    if (RawData.recognises(document.root())) {
      new RawData(place, root, proxy).read();
    } else if (ComposeLabels.recognises(document)) {
      observations.addAll(new ComposeLabels(place, root, proxy).read());
    } else {
      observations.addAll(new TraefikFile(place, root, proxy).read());
    }
    observations.addAll(proxy.observations());
    return observations;
  }
}
