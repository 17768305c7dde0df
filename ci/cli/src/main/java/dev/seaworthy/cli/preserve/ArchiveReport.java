package dev.seaworthy.cli.preserve;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.preserve.RecordReport;
import dev.seaworthy.engine.preserve.RecordVerifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of checking an archive by its evidence records.
 *
 * @param reports of each record whose bundle is there, by its name
 * @param missing bundles without a record, and records without a bundle
 */
public record ArchiveReport(SortedMap<String, RecordReport> reports, List<Problem> missing) {
  /** Names the layout of {@link #toJson}. */
  public static final String SCHEMA = "https://seaworthy.dev/schemas/preservation-report/v1";

  /** Checks each bundle by the record of its name. */
  public static ArchiveReport of(
      SortedMap<String, Path> places, SortedMap<String, byte[]> records, RecordVerifier verifier)
      throws ConfigurationException {
    SortedMap<String, RecordReport> reports = new TreeMap<>();
    List<Problem> missing = new ArrayList<>();
    for (Map.Entry<String, Path> place : places.entrySet()) {
      byte[] record = records.get(place.getKey());
      if (record == null) {
        missing.add(
            new Problem(
                "NO_RECORD",
                "`%s` has no evidence record".formatted(place.getKey()),
                "make one: `seaworthy audit preserve create`"));
      } else {
        reports.put(place.getKey(), verifier.verify(record, ArchivedFiles.read(place.getValue())));
      }
    }
    for (String name : records.keySet()) {
      if (!places.containsKey(name)) {
        missing.add(
            new Problem(
                "NO_BUNDLE",
                "there is a record of `%s`, and no such bundle".formatted(name),
                "find out who took it away; or name it too"));
      }
    }
    return new ArchiveReport(reports, missing);
  }

  /** Whether every bundle has a record that holds, and every record a bundle. */
  public boolean holds() {
    return missing.isEmpty() && reports.values().stream().allMatch(RecordReport::holds);
  }

  /** The last moment at which all that hold still do without being renewed. */
  public Optional<Instant> renewBefore() {
    return reports.values().stream()
        .filter(RecordReport::holds)
        .flatMap(report -> report.attested().stream())
        .map(RecordReport.Attested::renewBefore)
        .min(Comparator.naturalOrder());
  }

  /** The report as JSON. */
  public CanonicalJson toJson() {
    Map<String, Object> tree = new TreeMap<>();
    Map<String, Object> each = new TreeMap<>();
    reports.forEach((name, report) -> each.put(name, report.toTree()));
    tree.put("schema", SCHEMA);
    tree.put("holds", holds());
    tree.put("records", each);
    tree.put("missing", missing.stream().map(Problem::toTree).toList());
    renewBefore().ifPresent(at -> tree.put("renewBefore", at.toString()));
    return CanonicalJson.of(tree);
  }
}
