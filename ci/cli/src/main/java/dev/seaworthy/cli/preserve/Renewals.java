package dev.seaworthy.cli.preserve;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.preserve.DataObjects;
import dev.seaworthy.engine.preserve.EvidenceRecord;
import dev.seaworthy.engine.preserve.HashAlgorithm;
import dev.seaworthy.engine.preserve.Preservation;
import dev.seaworthy.engine.preserve.RecordException;
import dev.seaworthy.engine.preserve.RecordReport;
import dev.seaworthy.engine.preserve.RecordVerifier;
import dev.seaworthy.engine.seal.RecordTrust;
import dev.seaworthy.engine.seal.TrustRules;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records that still verify, put into the hash trees of their renewal. */
public final class Renewals {
  private final Map<HashAlgorithm, Preservation> trees = new EnumMap<>(HashAlgorithm.class);
  private final RecordVerifier verifier;
  private final PrintStream errors;

  /**
   * A renewal.
   *
   * @param errors is told of each record that does not verify
   */
  public Renewals(TrustRules rules, Instant now, PrintStream errors) {
    this.verifier = new RecordVerifier(new RecordTrust(rules), now, rules.tolerance());
    this.errors = errors;
  }

  /**
   * Takes all records in, if all still verify.
   *
   * @param data of which they are; may be none where they keep their hash algorithm
   * @param algorithm of a new chain; empty where they keep theirs
   */
  public boolean take(
      SortedMap<String, byte[]> records, Collection<Path> data, Optional<HashAlgorithm> algorithm)
      throws ConfigurationException {
    SortedMap<String, Path> places = data.isEmpty() ? new TreeMap<>() : ArchivedFiles.places(data);
    boolean all = true;
    for (Map.Entry<String, byte[]> record : records.entrySet()) {
      Optional<DataObjects> files =
          data.isEmpty() ? Optional.empty() : Optional.of(files(record.getKey(), places));
      RecordReport report =
          files.isPresent()
              ? verifier.verify(record.getValue(), files.get())
              : verifier.verifyAlone(record.getValue());
      List<Problem> problems = report.problems();
      problems.forEach(problem -> tell(record.getKey(), problem));
      all &= report.holdsSoFar();
      if (report.holdsSoFar()) {
        take(record.getKey(), parsed(record.getValue()), files, algorithm);
      }
    }
    return all;
  }

  /** What is to be stamped: a tree for each hash algorithm. */
  public List<Preservation> trees() {
    return List.copyOf(trees.values());
  }

  private void take(
      String name,
      EvidenceRecord record,
      Optional<DataObjects> files,
      Optional<HashAlgorithm> algorithm) {
    HashAlgorithm wanted = algorithm.orElse(record.algorithm());
    Preservation tree = trees.computeIfAbsent(wanted, Preservation::new);
    if (wanted == record.algorithm()) {
      tree.renew(name, record);
    } else {
      tree.rehash(name, record, files.orElseThrow());
    }
  }

  private static DataObjects files(String name, SortedMap<String, Path> places)
      throws ConfigurationException {
    Path place = places.get(name);
    if (place == null) {
      throw new ConfigurationException(
          "NO_BUNDLE",
          "there is a record of `%s`, which is not among the data".formatted(name),
          "name the bundle, or its folder, by `--data`; it must still have its name");
    }
    return ArchivedFiles.read(place);
  }

  private static EvidenceRecord parsed(byte[] record) {
    try {
      return EvidenceRecord.parse(record);
    } catch (RecordException e) {
      throw new IllegalStateException("it was verified", e);
    }
  }

  private void tell(String name, Problem problem) {
    errors.println(Printable.of("%s: %s: %s".formatted(name, problem.code(), problem.message())));
  }
}
