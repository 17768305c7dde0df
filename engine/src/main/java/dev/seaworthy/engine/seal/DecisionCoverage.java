package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.seal.DecisionBundle.Cut;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle of decisions covers: counted from the entries of the logs, and from nothing else.
 *
 * @param decisions in the period, of all logs
 * @param json the same with results, bundles and logs
 */
public record DecisionCoverage(long decisions, CanonicalJson json) {
  private static final String BUNDLE = "bundle.";

  static DecisionCoverage of(Period period, List<Cut> cuts) {
    Count count = new Count(period);
    List<Object> logs = new ArrayList<>();
    for (Cut cut : cuts) {
      long before = count.decisions;
      cut.entries().forEach(count::add);
      logs.add(log(cut, count.decisions - before));
    }
    Map<String, Object> content = new TreeMap<>();
    content.put("since", period.since().toString());
    content.put("until", period.until().toString());
    content.put("logs", logs);
    content.put("decisions", count.decisions);
    content.put("allowed", count.allowed);
    content.put("dryRun", count.dryRun);
    content.put("lost", count.lost);
    content.put("outsideOfPeriod", count.outside);
    content.put("results", count.results);
    content.put("bundles", count.bundles);
    return new DecisionCoverage(count.decisions, CanonicalJson.of(content));
  }

  private static Map<String, Object> log(Cut cut, long decisions) {
    Map<String, Object> log = new TreeMap<>();
    log.put("name", cut.head().origin());
    log.put("size", cut.head().size());
    log.put("root", cut.head().root().toString());
    log.put("first", cut.proof().first());
    log.put("entries", cut.entries().size());
    log.put("decisions", decisions);
    if (!cut.stamps().isEmpty()) {
      log.put("stamps", cut.stamps().size());
    }
    return log;
  }

  /** The same with what authorities attest of each log. */
  DecisionCoverage attested(List<Map<String, Object>> times) {
    Map<String, Object> content = new TreeMap<>();
    json.node().properties().forEach(member -> content.put(member.getKey(), member.getValue()));
    content.put("attested", times);
    return new DecisionCoverage(decisions, CanonicalJson.of(content));
  }

  /** The period that {@link #json} is of. */
  static Period period(byte[] file) throws BundleException {
    try {
      JsonNode read = StrictJson.parse(file);
      return new Period(
          Instant.parse(read.path("since").asText()), Instant.parse(read.path("until").asText()));
    } catch (NotCanonicalException | DateTimeException | IllegalArgumentException e) {
      throw new BundleException(
          "BAD_PERIOD",
          "`%s` names no period".formatted(DecisionBundle.COVERAGE),
          BundleReport.FIX);
    }
  }

  /** When an entry was logged; empty where it does not say. */
  public static Optional<Instant> time(byte[] entry) {
    return time(read(entry));
  }

  private static Optional<Instant> time(JsonNode entry) {
    try {
      return Optional.of(Instant.parse(entry.path("time").asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static JsonNode read(byte[] entry) {
    try {
      return StrictJson.parse(entry);
    } catch (NotCanonicalException e) {
      return MissingNode.getInstance();
    }
  }

  private static final class Count {
    private final Period period;
    private final SortedMap<String, Long> results = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> bundles = new TreeMap<>();
    private long decisions;
    private long allowed;
    private long dryRun;
    private long lost;
    private long outside;

    Count(Period period) {
      this.period = period;
    }

    void add(byte[] bytes) {
      JsonNode entry = read(bytes);
      Optional<Instant> time = time(entry);
      // Nobody knows when an entry without a time was lost: it is not left out.
      if (entry.path("event").asText().equals("lost") && time.map(period::contains).orElse(true)) {
        lost += entry.path("count").asLong(1);
      } else if (entry.path("event").asText().equals("decision")
          && time.map(period::contains).orElse(false)) {
        decide(entry);
      } else {
        outside++;
      }
    }

    private void decide(JsonNode entry) {
      decisions++;
      allowed += entry.path("allowed").asBoolean() ? 1 : 0;
      dryRun += entry.path("dryRun").asBoolean() ? 1 : 0;
      results.merge(entry.path("result").asText(), 1L, Long::sum);
      for (Map.Entry<String, JsonNode> one : entry.path("annotations").properties()) {
        if (one.getKey().startsWith(BUNDLE)) {
          bundles
              .computeIfAbsent(one.getKey().substring(BUNDLE.length()), name -> new TreeMap<>())
              .merge(one.getValue().asText(), 1L, Long::sum);
        }
      }
    }
  }
}
