package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.StrictTree;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a report of {@code grype -o json} in one pass, whatever the order of its keys. */
final class GrypeReader implements ScanReader {
  static final ReportForm FORM =
      new ReportForm("Grype report", "INVALID_SCAN", "make the report again with `grype -o json`");

  /** What of a report is held before it is handed on. */
  private static final int BATCH = 1024;

  private final ReportStream stream;
  private final TrivyReport report = new TrivyReport();
  private final ScanMetadata metadata = new ScanMetadata();
  private final Map<String, Object> head = new LinkedHashMap<>();
  private final Map<String, Object> scanner = new LinkedHashMap<>(Map.of("name", "grype"));
  private final Map<String, Tree.Mark> marks = new LinkedHashMap<>();
  private final Map<Vulnerability.Key, Vulnerability> found = new LinkedHashMap<>();
  private String sourceType = "";
  private String name = "";
  private boolean anySource;
  private int entries;

  GrypeReader(ReportStream stream) {
    this.stream = stream;
    head.put("scanner", scanner);
  }

  @Override
  public void read() throws IOException {
    marks.put("", stream.mark());
    stream.requireObject();
    try {
      stream.object(this::field);
    } finally {
      handOn();
    }
    if (!anySource || name.isBlank()) {
      throw stream.invalid("does not name what was scanned");
    }
  }

  private void field(String field) throws IOException {
    marks.put(field, stream.mark());
    switch (field) {
      case "matches" -> stream.array(this::match);
      case "ignoredMatches" ->
          stream.array(
              () -> {
                GrypeMatch match = new GrypeMatch(stream).read();
                if (stream.keeps()) {
                  report.suppressed(List.of(match.suppressed()));
                }
              });
      case "source" -> {
        anySource = true;
        stream.object(this::source);
      }
      case "distro" -> {
        Map<String, String> distribution = new LinkedHashMap<>();
        stream.object(key -> distribution(key, distribution));
        metadata.system(distribution);
      }
      case "descriptor" -> stream.object(this::descriptor);
      default -> {}
    }
  }

  private void distribution(String field, Map<String, String> distribution) throws IOException {
    if (field.equals("name")) {
      distribution.put("family", stream.text());
    } else if (field.equals("version")) {
      distribution.put("name", stream.text());
    }
  }

  private void match() throws IOException {
    GrypeMatch match = new GrypeMatch(stream).read();
    Vulnerability one = match.vulnerability();
    report.target(one.target(), one.resultClass());
    entries++;
    found.merge(one.key(), one, Vulnerability::absorb);
    if (found.size() >= BATCH) {
      handOn();
    }
  }

  private void handOn() {
    report.vulnerabilities(found, entries, stream);
    found.clear();
    entries = 0;
  }

  private void source(String field) throws IOException {
    if (field.equals("type")) {
      sourceType = stream.text();
    } else if (field.equals("target")) {
      if (stream.atText()) {
        name = stream.text();
      } else {
        stream.object(this::target);
      }
    }
  }

  private void target(String field) throws IOException {
    switch (field) {
      case "userInput" -> name = stream.text();
      case "tags" -> stream.texts().forEach(tag -> metadata.name(tag, ""));
      case "config" -> stream.textIfShort().ifPresent(this::config);
      case "repoDigests" -> stream.texts().forEach(digest -> metadata.name("", digest));
      default -> {}
    }
  }

  /** The image's configuration in base64; what cannot be read of it stays unknown. */
  private void config(String base64) {
    try {
      Tree config = StrictTree.read(Base64.getDecoder().decode(base64));
      // Its faults have no place in the report.
      ScanFaults faults = new ScanFaults();
      ScanMetadata told = new ScanMetadata();
      TreeReportStream inner = new TreeReportStream(config, faults);
      faults.attempt(() -> told.readConfig(inner));
      if (faults.none()) {
        metadata.absorbConfig(told);
      }
    } catch (IllegalArgumentException | NotCanonicalException e) {
      // Neither base64 nor JSON: other tools write what they like here.
      return;
    } catch (IOException e) {
      throw new IllegalStateException("a tree is read without input", e);
    }
  }

  private void descriptor(String field) throws IOException {
    switch (field) {
      case "name", "version" -> TrivyReport.putIfAny(scanner, field, stream.text());
      case "timestamp" ->
          ScanTime.epochSeconds(stream).ifPresent(seconds -> head.put("scannedAt", seconds));
      default -> {}
    }
  }

  @Override
  public List<Observation> observations(ScanSource source) {
    if (name.isBlank()) {
      return List.of();
    }
    String type = sourceType.equals("image") ? TrivyReport.IMAGE : "filesystem";
    return List.of(
        source.evidence(
            EvidenceKinds.IMAGE_SCAN,
            ImageScan.subject(name, type),
            new ImageScan(metadata, report).content(head, name, type, ImageScan.NO_SCHEMA),
            marks));
  }
}
