package dev.seaworthy.collectors.tls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.PackedFile;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.record.RecordKind;
import dev.seaworthy.collectors.record.RecordViolation;
import dev.seaworthy.collectors.x509.PemBlocks;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a document {@code TlsProbe}: what a probe saw of a release's endpoints. It could prove what
 * no server said: what does not fit its schema is a gap, and no evidence.
 */
final class ProbeReader {
  private static final String KIND = "TlsProbe";
  private static final String ENDPOINTS = "endpoints";
  private static final List<String> AFFECTED =
      List.of(EvidenceKinds.TLS_ENDPOINT, EvidenceKinds.CERTIFICATE);

  /** Read when the first probe is. */
  private static final class Schema {
    private static final RecordKind TLS_PROBE =
        new RecordKind(
            KIND, StrictJson.parse(PackedFile.bytes(ProbeReader.class, "tls-probe-v1.json")));
  }

  private final Source source;
  private final Tree root;
  private final Locations locations;
  private final List<Observation> observations = new ArrayList<>();

  ProbeReader(Document.Structured document) {
    this.source = new Source(TlsCollector.NAME, document.file().name(), document.index());
    this.root = document.root();
    this.locations = HashedLocations.of(source.file(), root);
  }

  static boolean recognises(Tree root) {
    return root.asMapping()
        .filter(one -> one.text("kind").filter(KIND::equals).isPresent())
        .flatMap(one -> one.text("apiVersion"))
        .filter(version -> version.startsWith("seaworthy.dev/"))
        .isPresent();
  }

  List<Observation> observations(Hints hints) {
    try {
      read(CanonicalJson.of(root.plain()).node(), hints);
    } catch (NotCanonicalException e) {
      wrong(JsonPath.ROOT, "has no exact JSON form: " + e.getMessage());
    }
    return observations;
  }

  private void read(JsonNode document, Hints hints) throws NotCanonicalException {
    for (RecordViolation violation : RecordViolation.of(Schema.TLS_PROBE, document)) {
      wrong(violation.path(), violation.what());
    }
    long at = observations.isEmpty() ? time(document.path("at").asText()) : 0;
    if (!observations.isEmpty()) {
      return;
    }
    CertificateFile file = new CertificateFile(source.file());
    List<Certificate> trust = file.trust(hints);
    observations.addAll(file.gaps());
    JsonNode endpoints = document.path(ENDPOINTS);
    for (int i = 0; i < endpoints.size(); i++) {
      ProbedEndpoint endpoint = new ProbedEndpoint(endpoints.get(i));
      JsonPath path = JsonPath.of(ENDPOINTS, i);
      endpoint.faults().forEach((inner, what) -> wrong(path.append(inner), what));
      if (endpoint.faults().isEmpty()) {
        Map<String, Object> content = endpoint.content();
        content.put("environment", document.path("environment").asText());
        content.put("at", at);
        content.put("tool", document.path("tool").asText());
        add(EvidenceKinds.TLS_ENDPOINT, endpoint.subject("TlsEndpoint"), content, path);
        certificates(endpoint, trust, !hints.trust().isEmpty(), path);
      }
    }
  }

  private void certificates(
      ProbedEndpoint endpoint, List<Certificate> trust, boolean trustGiven, JsonPath path)
      throws NotCanonicalException {
    List<Certificate> chain = new ArrayList<>();
    List<String> sent = endpoint.chain();
    for (int i = 0; i < sent.size(); i++) {
      JsonPath at = path.then("chain").then(i);
      try {
        int line = locations.locate(at).line();
        chain.add(Certificate.read(new PemBlocks.Block(sent.get(i), line)));
      } catch (Certificate.UnreadableException e) {
        Problem problem = TlsProblems.notCertificate(source.file(), String.valueOf(e.getMessage()));
        observations.add(
            new Gap(problem, source, locations.locate(at), List.of(EvidenceKinds.CERTIFICATE)));
        return;
      }
    }
    if (!chain.isEmpty()) {
      Map<String, Object> content =
          ServedChain.content(chain, trust, trustGiven, List.of(endpoint.served()), false);
      add(EvidenceKinds.CERTIFICATE, endpoint.subject("Certificate"), content, path);
    }
  }

  private void add(String kind, Subject subject, Map<String, Object> content, JsonPath path)
      throws NotCanonicalException {
    Locations here = one -> locations.locate(path.append(one));
    observations.add(new Evidence(kind, subject, source, CanonicalJson.of(content), here));
  }

  private long time(String text) {
    Optional<Instant> time = Instants.time(text);
    if (time.isEmpty()) {
      wrong(JsonPath.of("at"), "is not a time with its offset, such as `2026-11-20T09:30:00Z`");
    }
    return time.map(Instant::getEpochSecond).orElse(0L);
  }

  private void wrong(JsonPath path, String what) {
    String shown = path.steps().isEmpty() ? "the document" : path.readable();
    observations.add(
        new Gap(TlsProblems.invalidProbe(shown, what), source, locations.locate(path), AFFECTED));
  }
}
