package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.LineStream;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads results of k6, Locust and JMeter, and compares the runs that records of kind {@code
 * LoadTest} say to be about one candidate with those about its baseline.
 */
public final class LoadCollector implements Collector {
  static final String NAME = "load";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return form(document).isPresent() || aside(document).isPresent();
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    return form(document).map(form -> read(document, form)).orElse(List.of());
  }

  @Override
  public List<String> leavesOut(Document document) {
    return aside(document).stream().toList();
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    List<Observation> joined = new ArrayList<>(all);
    joined.addAll(new LoadClaims(all).observations());
    return new Joined(joined, List.of());
  }

  private static List<Observation> read(Document document, LoadForm form) {
    Source source = new Source(NAME, document.file().name(), document.index());
    LoadFaults faults = new LoadFaults(source, form);
    List<Observation> observations = new ArrayList<>();
    try {
      LoadRun run = run(document, form, faults);
      observations.add(run.evidence(source, form));
    } catch (IOException e) {
      faults.add(0, 0, "it cannot be read to its end");
    }
    observations.addAll(faults.gaps());
    return observations;
  }

  private static LoadRun run(Document document, LoadForm form, LoadFaults faults)
      throws IOException {
    return switch (form) {
      case K6_SUMMARY -> new K6SummaryReader(faults).read(mapping(document).orElseThrow());
      case LOCUST_JSON -> new LocustJsonReader(faults).read(sequence(document).orElseThrow());
      case K6_POINTS -> lines(document, new K6PointsReader(faults), faults);
      case LOCUST_CSV -> lines(document, new LocustCsvReader(faults), faults);
      case JMETER_CSV -> {
        char delimiter = JmeterCsvReader.delimiter(head(document)).orElseThrow();
        yield lines(document, new JmeterCsvReader(faults, delimiter), faults);
      }
      case JMETER_XML -> {
        try (InputStream in = document.file().open()) {
          yield new JmeterXmlReader(faults).read(in);
        }
      }
    };
  }

  private static LoadRun lines(Document document, LoadReader reader, LoadFaults faults)
      throws IOException {
    try (InputStream in = document.file().open()) {
      LineStream lines = new LineStream(in);
      LoadRun run = reader.read(lines);
      if (!lines.isBroken()) {
        return run;
      }
      faults.add(lines.line(), 1, "its compressed form breaks off or is damaged");
      return new LoadRun(run.tool(), run.version(), false, run.measured());
    }
  }

  private static Optional<LoadForm> form(Document document) {
    if (document instanceof Document.Raw raw) {
      return form(raw.head());
    }
    if (mapping(document).filter(K6SummaryReader::is).isPresent()) {
      return Optional.of(LoadForm.K6_SUMMARY);
    }
    return sequence(document).filter(LocustJsonReader::is).map(list -> LoadForm.LOCUST_JSON);
  }

  private static Optional<LoadForm> form(String head) {
    if (K6PointsReader.is(head)) {
      return Optional.of(LoadForm.K6_POINTS);
    }
    if (head.contains("<" + JmeterXmlReader.ROOT)) {
      return Optional.of(LoadForm.JMETER_XML);
    }
    if (LocustCsvReader.is(head)) {
      return Optional.of(LoadForm.LOCUST_CSV);
    }
    return JmeterCsvReader.delimiter(head).map(delimiter -> LoadForm.JMETER_CSV);
  }

  private static Optional<String> aside(Document document) {
    return document instanceof Document.Raw
        ? LocustCsvReader.aside(head(document))
        : Optional.empty();
  }

  private static String head(Document document) {
    return document instanceof Document.Raw raw ? raw.head() : "";
  }

  private static Optional<Tree.Mapping> mapping(Document document) {
    return document instanceof Document.Structured structured
        ? structured.root().asMapping()
        : Optional.empty();
  }

  private static Optional<Tree.Sequence> sequence(Document document) {
    return document instanceof Document.Structured structured
            && structured.root() instanceof Tree.Sequence list
        ? Optional.of(list)
        : Optional.empty();
  }
}
