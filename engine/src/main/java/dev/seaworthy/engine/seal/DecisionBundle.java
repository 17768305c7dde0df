package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.log.Checkpoint;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.RangeProof;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The decisions of a period out of the logs of an admission webhook's replicas, as a bag of files
 * with a signed index; described in {@code docs/reference/log.md}. The same logs, period and key
 * give the same bytes. All but the entries, their proofs and the signature follows from these, and
 * is demanded to be just that.
 */
public final class DecisionBundle {
  static final String COVERAGE = BagIt.PAYLOAD + "period.json";
  private static final String LOGS = BagIt.PAYLOAD + "logs/";
  private static final String ENTRIES = "/entries.jsonl";
  private static final String PROOF = "/range-proof";
  private static final String GUIDE = "VERIFY.md";
  private static final String TIME_GUIDE = "VERIFY-TIME.md";
  private static final int MOST_LOGS = 200;
  static final int MOST_DIGITS = 19;

  private DecisionBundle() {}

  /**
   * What was taken of one log.
   *
   * @param head the checkpoint that the proof is under
   * @param entries as they were logged
   * @param stamps of earlier checkpoints over any of the entries, the earliest first
   */
  public record Cut(
      Checkpoint head, RangeProof proof, List<byte[]> entries, List<StampedHead> stamps) {
    public Cut {
      entries = List.copyOf(entries);
      stamps = List.copyOf(stamps);
    }
  }

  /**
   * The files of a bundle, by their names with {@code /} between folders.
   *
   * @param cuts of logs of different names
   * @param key signs the index
   * @throws BundleException if they cannot be told apart, or hold what is no line of text
   */
  public static SortedMap<String, byte[]> of(Period period, List<Cut> cuts, Signer key)
      throws BundleException {
    SortedMap<String, byte[]> files = content(period, inOrder(cuts));
    EvidenceBundle.pack(files, key);
    return files;
  }

  /**
   * Checks a bundle.
   *
   * @param exporter who must have signed the index
   * @param log who must have signed the checkpoints
   * @param rules whose authorities, where there are any, must have attested when each decision was
   *     there
   * @throws BundleException at the first thing that does not hold
   */
  public static DecisionCoverage verify(
      SortedMap<String, byte[]> files,
      VerificationKey exporter,
      VerificationKey log,
      TrustRules rules,
      Instant now)
      throws BundleException {
    List<Problem> names = BundleNames.problems(files.keySet());
    if (!names.isEmpty()) {
      throw new BundleException(names.get(0));
    }
    requireIndexed(files, exporter);
    Period period = DecisionCoverage.period(file(files, COVERAGE));
    List<Cut> cuts = new ArrayList<>();
    for (int number = 1; files.containsKey(LOGS + folder(number) + PROOF); number++) {
      cuts.add(cut(files, LOGS + folder(number), log));
    }
    SortedMap<String, byte[]> expected = content(period, inOrder(cuts));
    expected.put(BundleIndexFile.NAME, file(files, BundleIndexFile.NAME));
    EvidenceBundle.packUnsigned(expected);
    requireSame(files, expected);
    DecisionCoverage coverage = DecisionCoverage.of(period, cuts);
    return rules.stampers().isEmpty()
        ? coverage
        : coverage.attested(new DecisionTimes(period, rules, now).of(cuts));
  }

  private static void requireIndexed(SortedMap<String, byte[]> files, VerificationKey exporter)
      throws BundleException {
    try {
      List<Problem> differences =
          new BundleDifference(
                  BundleIndexFile.listed(file(files, BundleIndexFile.NAME), exporter),
                  BundleIndexFile.listable(BundleDigests.of(files)))
              .all();
      if (!differences.isEmpty()) {
        throw new BundleException(differences.get(0));
      }
    } catch (BundleIndexFile.Refused e) {
      throw new BundleException(e.problem());
    }
  }

  private static Cut cut(SortedMap<String, byte[]> files, String folder, VerificationKey key)
      throws BundleException {
    List<byte[]> entries = lines(file(files, folder + ENTRIES));
    try {
      RangeProof proof = RangeProof.parse(utf8(file(files, folder + PROOF)));
      Checkpoint head = proof.verify(entries, key);
      return new Cut(head, proof, entries, StampedHead.in(files, folder, head, key));
    } catch (LogException e) {
      throw new BundleException(e.problem());
    }
  }

  private static void requireSame(
      SortedMap<String, byte[]> files, SortedMap<String, byte[]> expected) throws BundleException {
    Set<String> all = new HashSet<>(files.keySet());
    all.addAll(expected.keySet());
    for (String name : all.stream().sorted().toList()) {
      if (!Arrays.equals(files.get(name), expected.get(name))) {
        throw new BundleException(
            "CONTRADICTION",
            "`%s` is not what the entries of the logs say".formatted(BundleNames.shown(name)),
            BundleReport.FIX);
      }
    }
  }

  /** By name, so that the order in which they were given does not show. */
  private static List<Cut> inOrder(List<Cut> cuts) throws BundleException {
    List<Cut> sorted = new ArrayList<>(cuts);
    sorted.sort((a, b) -> a.head().origin().compareTo(b.head().origin()));
    for (int i = 1; i < sorted.size(); i++) {
      String origin = sorted.get(i).head().origin();
      if (origin.equals(sorted.get(i - 1).head().origin())) {
        throw new BundleException(
            "SAME_LOG", "the log `%s` is given twice".formatted(origin), "name each log once");
      }
    }
    if (sorted.isEmpty() || sorted.size() > MOST_LOGS) {
      throw new BundleException(
          "NO_LOGS", "a bundle is of 1 to %d logs".formatted(MOST_LOGS), "name the logs");
    }
    return sorted;
  }

  private static SortedMap<String, byte[]> content(Period period, List<Cut> cuts)
      throws BundleException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < cuts.size(); i++) {
      String folder = LOGS + folder(i + 1);
      files.put(folder + ENTRIES, joined(cuts.get(i).entries()));
      files.put(folder + PROOF, cuts.get(i).proof().text().getBytes(StandardCharsets.UTF_8));
      cuts.get(i).stamps().forEach(stamped -> files.putAll(stamped.files(folder)));
    }
    files.put(COVERAGE, DecisionCoverage.of(period, cuts).json().bytes());
    files.put(GUIDE, Guide.of("DECISIONS.md"));
    if (cuts.stream().anyMatch(cut -> !cut.stamps().isEmpty())) {
      files.put(TIME_GUIDE, Guide.of("DECISION-TIMES.md"));
    }
    return files;
  }

  private static String folder(int number) {
    return Integer.toString(1000 + number).substring(1);
  }

  /** With as many digits as any has, so that names stand in the order of their numbers. */
  static String number(long number) {
    String digits = Long.toString(number);
    return "0".repeat(MOST_DIGITS - digits.length()) + digits;
  }

  private static byte[] joined(List<byte[]> entries) throws BundleException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      for (byte one : entry) {
        if (one == '\n') {
          throw new BundleException(
              "NOT_A_LINE",
              "an entry of the log is more than one line, which no decision is",
              "name a log that `admission serve` wrote");
        }
      }
      lines.writeBytes(entry);
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private static List<byte[]> lines(byte[] file) throws BundleException {
    List<byte[]> lines = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at < file.length; at++) {
      if (file[at] == '\n') {
        lines.add(Arrays.copyOfRange(file, begin, at));
        begin = at + 1;
      }
    }
    if (begin < file.length) {
      throw new BundleException(
          "NOT_A_LINE", "the last line of a log's entries has no end", BundleReport.FIX);
    }
    return lines;
  }

  static byte[] file(SortedMap<String, byte[]> files, String name) throws BundleException {
    return Optional.ofNullable(files.get(name))
        .orElseThrow(
            () ->
                new BundleException(
                    "MISSING", "`%s` is not there".formatted(name), BundleReport.FIX));
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
