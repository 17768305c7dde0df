package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What was counted, by workload, engine and mode; of several rounds the median counts. */
final class Measurements {
  private final Map<Key, List<Rival.Count>> counts = new LinkedHashMap<>();
  private final Map<String, String> failures = new TreeMap<>();
  private final List<String> workloads = new ArrayList<>();

  private record Key(String workload, String engine, Mode mode) {}

  void add(String workload, String engine, Mode mode, Rival.Count count) {
    know(workload);
    counts.computeIfAbsent(new Key(workload, engine, mode), key -> new ArrayList<>()).add(count);
  }

  void fail(String workload, String engine, String reason) {
    know(workload);
    failures.put(workload + " " + engine, reason);
  }

  private void know(String workload) {
    if (!workloads.contains(workload)) {
      workloads.add(workload);
    }
  }

  /** For people: a table for each mode, with each engine's ratio to the first one. */
  String tables(List<String> engines) {
    StringBuilder out = new StringBuilder();
    table(out, "evaluations/s, JSON in and out", engines, Mode.JSON, Rival.Count::perSecond);
    table(out, "evaluations/s, input parsed", engines, Mode.PARSED, Rival.Count::perSecond);
    table(
        out, "evaluations/s, JSON, two threads", engines, Mode.JSON_ON_TWO, Rival.Count::perSecond);
    table(
        out, "per second of processor, JSON", engines, Mode.JSON, Rival.Count::perProcessorSecond);
    scaling(out, engines);
    failures.forEach((what, reason) -> out.append("- %s: %s%n".formatted(what, reason)));
    return out.toString();
  }

  private void table(
      StringBuilder out,
      String title,
      List<String> engines,
      Mode mode,
      ToDoubleFunction<Rival.Count> figure) {
    out.append("%n%-34s".formatted(title));
    engines.forEach(engine -> out.append(cell(engine, 12)));
    out.append("   times %s:".formatted(engines.get(0)));
    engines.stream().skip(1).forEach(engine -> out.append(cell(engine, 12)));
    out.append('\n');
    for (String workload : workloads) {
      out.append("%-34s".formatted(workload));
      for (String engine : engines) {
        out.append(rate(median(workload, engine, mode, figure)));
      }
      Double base = median(workload, engines.get(0), mode, figure);
      out.append(" ".repeat(10 + engines.get(0).length()));
      for (String engine : engines.subList(1, engines.size())) {
        out.append(ratio(median(workload, engine, mode, figure), base));
      }
      out.append('\n');
    }
  }

  /** How many times faster two threads are than one. */
  private void scaling(StringBuilder out, List<String> engines) {
    out.append("%n%-34s".formatted("two threads, times one"));
    engines.forEach(engine -> out.append(cell(engine, 12)));
    out.append('\n');
    for (String workload : workloads) {
      out.append("%-34s".formatted(workload));
      for (String engine : engines) {
        out.append(
            ratio(
                median(workload, engine, Mode.JSON_ON_TWO, Rival.Count::perSecond),
                median(workload, engine, Mode.JSON, Rival.Count::perSecond)));
      }
      out.append('\n');
    }
  }

  private @Nullable Double median(
      String workload, String engine, Mode mode, ToDoubleFunction<Rival.Count> figure) {
    double[] sorted =
        counts.getOrDefault(new Key(workload, engine, mode), List.of()).stream()
            .mapToDouble(figure)
            .sorted()
            .toArray();
    return sorted.length == 0 ? null : sorted[sorted.length / 2];
  }

  private static String rate(@Nullable Double value) {
    return cell(
        value == null ? "-" : String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value),
        12);
  }

  private static String ratio(@Nullable Double value, @Nullable Double base) {
    return cell(
        value == null || base == null ? "-" : String.format(Locale.ROOT, "%.2f", value / base), 12);
  }

  private static String cell(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }

  /** For machines: every round. */
  CanonicalJson json() {
    List<Object> rows = new ArrayList<>();
    counts.forEach(
        (key, rounds) ->
            rows.add(
                Map.of(
                    "workload", key.workload,
                    "engine", key.engine,
                    "input", key.mode.form(),
                    "threads", key.mode.threads(),
                    "perSecond",
                        Objects.requireNonNull(
                            median(key.workload, key.engine, key.mode, Rival.Count::perSecond)),
                    "rounds", rounds.stream().map(Rival.Count::perSecond).toList(),
                    "perProcessorSecond",
                        rounds.stream().map(Rival.Count::perProcessorSecond).toList())));
    return CanonicalJson.of(Map.of("measurements", rows, "failures", failures));
  }
}
