package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;

/** Reads certificates, and what Traefik is told about TLS in files and Kubernetes objects. */
public final class TlsCollector implements Collector {
  static final String NAME = "tls";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return document instanceof Document.Text;
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    return document instanceof Document.Text text
        ? new CertificateFile(text).observations(hints)
        : List.of();
  }

  @Override
  public List<String> leavesOut(Document document) {
    return document instanceof Document.Text text ? new CertificateFile(text).leftOut() : List.of();
  }
}
