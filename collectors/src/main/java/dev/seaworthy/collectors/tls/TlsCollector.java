package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads PEM files, what a probe saw of servers, and Traefik's configuration, in its own files and
 * in Kubernetes objects.
 */
public final class TlsCollector implements Collector {
  public static final String NAME = "tls";

  private static final List<String> TRAEFIK =
      List.of("tls/options", "tls/route", "tls/entry-point");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    if (document instanceof Document.Text text) {
      return text.text().contains("-----BEGIN CERTIFICATE")
          || text.text().contains("-----BEGIN X509 CERTIFICATE")
          || text.text().contains("-----BEGIN TRUSTED CERTIFICATE");
    }
    return document instanceof Document.Structured structured
        && (ProbeReader.recognises(structured.root()) || TraefikFile.recognises(structured.root()));
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    if (document instanceof Document.Text text) {
      return new CertificateFile(document.file().name()).observations(text, hints);
    }
    Document.Structured structured = (Document.Structured) document;
    return ProbeReader.recognises(structured.root())
        ? new ProbeReader(structured).observations(hints)
        : traefik(structured);
  }

  @Override
  public List<Observation> derive(List<Manifest> manifests) {
    return new TraefikObjects(manifests).observations();
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
    List<Observation> options = new TraefikFile(place, root, proxy).read();
    observations.addAll(options);
    observations.addAll(proxy.observations());
    return observations;
  }
}
