package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what k6 sums up at the end: {@code --summary-export}, the data of {@code handleSummary},
 * and the machine-readable summary of k6 2. There are percentiles in it and no samples, and no
 * transactions but those that the script has thresholds or trends for.
 * https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/
 */
final class K6SummaryReader {
  static final String ALL = "all requests";

  private static final String REQUESTS = "http_req_duration";
  private static final Pattern NAMED = Pattern.compile("http_req_duration\\{name:([^,}]+)\\}");
  private static final Pattern QUANTILE =
      Pattern.compile("p\\(?([0-9]{1,2}(?:\\.[0-9]{1,6})?)\\)?");
  private static final double PERCENT = 100;

  private final LoadFaults faults;
  private final RunTally run;
  private final Map<String, Tree.Mapping> metrics = new LinkedHashMap<>();

  K6SummaryReader(LoadFaults faults) {
    this.faults = faults;
    this.run = new RunTally(faults);
  }

  static boolean is(Tree.Mapping root) {
    boolean old = root.mapping("metrics").isPresent() && root.mapping("root_group").isPresent();
    return old || (results(root).isPresent() && root.mapping("metadata").isPresent());
  }

  private static Optional<Tree.Mapping> results(Tree.Mapping root) {
    return root.mapping("results").filter(results -> !results.items("metrics").isEmpty());
  }

  LoadRun read(Tree.Mapping root) {
    gather(root);
    metrics.forEach(this::metric);
    if (run.isEmpty()) {
      faults.add(root.mark().line(), root.mark().column(), "it tells of no requests and no trends");
    }
    String version = root.mapping("metadata").flatMap(one -> one.text("k6_version")).orElse("");
    return new LoadRun("k6", version, true, run.toTree(false, seconds(root)));
  }

  /** Values of each metric by its name, whatever the form. */
  private void gather(Tree.Mapping root) {
    root.mapping("metrics")
        .ifPresent(
            all ->
                all.entries()
                    .forEach(
                        (name, entry) ->
                            entry
                                .value()
                                .asMapping()
                                .ifPresent(
                                    one -> metrics.put(name, one.mapping("values").orElse(one)))));
    for (Tree each : results(root).map(one -> one.items("metrics")).orElse(List.of())) {
      each.asMapping()
          .ifPresent(
              one ->
                  one.mapping("values")
                      .ifPresent(values -> metrics.put(one.text("name").orElse(""), values)));
    }
  }

  private void metric(String name, Tree.Mapping values) {
    Optional<String> transaction = transaction(name);
    if (transaction.isEmpty() || number(values, "med").isEmpty()) {
      return;
    }
    TransactionTally tally = run.transaction(transaction.get(), values.mark().line());
    if (tally == null) {
      return;
    }
    values.entries().keySet().forEach(key -> quantile(tally, key, values));
    number(values, "count").ifPresent(count -> tally.summed(Math.round(count)));
    if (name.equals(REQUESTS)) {
      requests(tally);
    } else {
      tally.failuresUntold();
    }
  }

  private static Optional<String> transaction(String name) {
    if (name.equals(REQUESTS)) {
      return Optional.of(ALL);
    }
    Matcher named = NAMED.matcher(name);
    if (named.matches()) {
      return Optional.of(TransactionNames.of("", named.group(1)));
    }
    boolean own =
        !name.contains("{") && !name.startsWith("browser_") && !K6PointsReader.isBuiltIn(name);
    return own ? Optional.of(name) : Optional.empty();
  }

  private void quantile(TransactionTally tally, String key, Tree.Mapping values) {
    Matcher percentile = QUANTILE.matcher(key);
    Optional<Double> share =
        switch (key) {
          case "med" -> Optional.of(0.5);
          case "max" -> Optional.of(1.0);
          default ->
              percentile.matches()
                  ? Optional.of(Double.parseDouble(percentile.group(1)) / PERCENT)
                  : Optional.empty();
        };
    if (share.isEmpty()) {
      return;
    }
    Optional<Double> millis = number(values, key).filter(one -> one >= 0);
    if (millis.isPresent()) {
      tally.quantile(share.get(), millis.get());
    } else {
      faults.add(values.mark().line(), values.mark().column(), "`" + key + "` is no duration");
    }
  }

  /** What is told of all requests. In old summaries a rate passes where it is not zero: fails. */
  private void requests(TransactionTally tally) {
    value("http_reqs", "count").ifPresent(count -> tally.summed(Math.round(count)));
    Optional<Double> failed =
        value("http_req_failed", "passes").or(() -> value("http_req_failed", "matches"));
    if (failed.isPresent()) {
      tally.slice(0).addFailures(Math.round(failed.get()));
    } else {
      tally.failuresUntold();
    }
  }

  private OptionalLong seconds(Tree.Mapping root) {
    Optional<Double> told =
        root.mapping("state")
            .flatMap(state -> number(state, "testRunDurationMs"))
            .map(millis -> millis / 1000)
            .or(() -> root.mapping("config").flatMap(config -> number(config, "duration")))
            .or(this::secondsOfRate);
    return told.isPresent() ? OptionalLong.of(told.get().longValue()) : OptionalLong.empty();
  }

  private Optional<Double> secondsOfRate() {
    return value("iterations", "rate")
        .filter(rate -> rate > 0)
        .flatMap(rate -> value("iterations", "count").map(count -> count / rate));
  }

  private Optional<Double> value(String metric, String key) {
    return Optional.ofNullable(metrics.get(metric)).flatMap(values -> number(values, key));
  }

  private static Optional<Double> number(Tree.Mapping values, String key) {
    return values
        .get(key)
        .filter(Tree.Scalar.class::isInstance)
        .map(one -> ((Tree.Scalar) one).value())
        .filter(Number.class::isInstance)
        .map(one -> ((Number) one).doubleValue());
  }
}
