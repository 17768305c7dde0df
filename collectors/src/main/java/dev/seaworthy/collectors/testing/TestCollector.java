package dev.seaworthy.collectors.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.LineStream;
import dev.seaworthy.collectors.record.Claims;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads results of tests; records of kind {@code TestRun} say which candidate they are about. */
public final class TestCollector implements Collector {
  static final String NAME = "test";

  private static final Claims.Kind KIND =
      new Claims.Kind("TestRun", EvidenceKinds.TEST_RUN, NAME, "test run");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return document instanceof Document.Raw raw
        && (JunitReader.is(raw.head()) || OdooLogReader.is(raw.head()));
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    boolean junit = document instanceof Document.Raw raw && JunitReader.is(raw.head());
    Source source = new Source(NAME, document.file().name(), document.index());
    TestFaults faults = new TestFaults(source, junit ? JunitReader.FORM : OdooLogReader.FORM);
    List<Observation> observations = new ArrayList<>();
    try (InputStream in = document.file().open()) {
      TestRunTally run =
          junit
              ? new JunitReader(faults).read(in)
              : new OdooLogReader(faults).read(new LineStream(in));
      observations.add(run.evidence(source));
    } catch (IOException e) {
      faults.add(0, 0, "it cannot be read to its end");
    }
    observations.addAll(faults.gaps());
    return observations;
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    return new Joined(Claims.joined(KIND, all, TestCollector::claimed), List.of());
  }

  /** The run with what the record says of it. */
  private static Evidence claimed(Claims.Claim claim) {
    JsonNode record = claim.content();
    ObjectNode content = claim.told(List.of("candidate", "environment", "at", "by"));
    for (JsonNode test : content.path("cases")) {
      ArrayNode about = ((ObjectNode) test).putArray("about");
      about(test, record.path("covers")).forEach(about::add);
    }
    return claim.saying(content);
  }

  private static Set<String> about(JsonNode test, JsonNode covers) {
    Set<String> about = new TreeSet<>();
    for (JsonNode cover : covers) {
      for (JsonNode name : cover.path("tests")) {
        if (isWithin(test.path("class").asText(), name.asText())
            || isWithin(test.path("suite").asText(), name.asText())) {
          about.add(cover.path("name").asText());
        }
      }
    }
    return about;
  }

  /** Whether a class is the named one, or stands in the named package, file or folder. */
  private static boolean isWithin(String name, String prefix) {
    return name.startsWith(prefix)
        && (name.length() == prefix.length() || ".$/:[".indexOf(name.charAt(prefix.length())) >= 0);
  }
}
