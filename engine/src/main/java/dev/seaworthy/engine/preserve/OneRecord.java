package dev.seaworthy.engine.preserve;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.preserve.EvidenceRecord.Chain;
import dev.seaworthy.engine.preserve.RecordReport.Attested;
import dev.seaworthy.engine.preserve.RecordReport.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of one evidence record that could be read. */
final class OneRecord {
  static final String SKIPPED = "a check before it failed";

  private final EvidenceRecord record;
  private final StampReader reader;
  private final List<StampReader.Read> read;
  private final List<Line> lines = new ArrayList<>();

  OneRecord(EvidenceRecord record, StampReader reader) {
    this.record = record;
    this.reader = reader;
    this.read = record.stamps().stream().map(reader::read).toList();
  }

  /**
   * All checks.
   *
   * @param latest the last moment that an honest authority may attest
   */
  RecordReport report(Optional<DataObjects> data, Instant now, Instant latest) {
    List<Problem> unsound = present(StampReader.Read::unsound);
    List<Problem> strange = present(StampReader.Read::strange);
    boolean sound = unsound.isEmpty();
    add(RecordCheck.FORM, true, algorithms(), "%s in all".formatted(chainCount()));
    add(RecordCheck.STAMPS, true, unsound, "sound: " + stampCount());
    add(RecordCheck.CHAINS, sound, sound ? broken() : List.of(), "every hash is the next one's");
    if (data.isPresent()) {
      List<Problem> uncovered = sound ? uncovered(data.get()) : List.of();
      add(RecordCheck.COVERS, sound, uncovered, "every file is in every chain");
    } else {
      lines.add(Line.skipped(RecordCheck.COVERS, "the files are not at hand"));
    }
    add(RecordCheck.MAKERS, sound, strange, makers());
    boolean made = sound && strange.isEmpty();
    add(RecordCheck.RENEWALS, made, made ? late(now, latest) : List.of(), made ? holdsUntil() : "");
    return new RecordReport(lines, made ? Optional.of(attested()) : Optional.empty());
  }

  private void add(RecordCheck check, boolean possible, List<Problem> problems, String detail) {
    lines.add(possible ? Line.of(check, problems, detail) : Line.skipped(check, SKIPPED));
  }

  private List<Problem> present(
      java.util.function.Function<StampReader.Read, Optional<Problem>> problem) {
    return read.stream().flatMap(one -> problem.apply(one).stream()).distinct().toList();
  }

  /** Each chain is of one algorithm, which is named at the head of the record. */
  private List<Problem> algorithms() {
    List<Problem> problems = new ArrayList<>();
    for (Chain chain : record.chains()) {
      boolean one = chain.stamps().stream().allMatch(s -> s.algorithm() == chain.algorithm());
      if (!one) {
        problems.add(problem("WRONG_ALGORITHM", "a chain is of more than one hash algorithm"));
      }
      if (!record.listed().contains(chain.algorithm())) {
        problems.add(
            problem(
                "WRONG_ALGORITHM",
                "a chain is of `%s`, which the record does not name at its head"
                    .formatted(chain.algorithm().id())));
      }
    }
    return problems;
  }

  /** Time stamps that are not over their own hash tree, or not over the one before. */
  private List<Problem> broken() {
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (Chain chain : record.chains()) {
      Optional<ArchiveStamp> before = Optional.empty();
      for (ArchiveStamp stamp : chain.stamps()) {
        number++;
        StampReader.Read said = reader.read(stamp);
        if (!said.stamp().orElseThrow().hashAlgorithm().equals(stamp.algorithm().oid())) {
          problems.add(
              problem(
                  "WRONG_ALGORITHM",
                  "time stamp %d is of another hash algorithm than its tree".formatted(number)));
        } else if (!stamp.root(said.imprint()).equals(said.imprint())) {
          problems.add(
              problem("CHAIN_BROKEN", "time stamp %d is not over its tree".formatted(number)));
        }
        if (before.isPresent() && !stamp.first(said.imprint()).contains(before.get().tokenHash())) {
          problems.add(
              problem(
                  "CHAIN_BROKEN", "time stamp %d is not over the one before it".formatted(number)));
        }
        before = Optional.of(stamp);
      }
    }
    return problems;
  }

  /** Chains that do not begin with these data objects, all of them and no others. */
  private List<Problem> uncovered(DataObjects data) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < record.chains().size(); i++) {
      Chain chain = record.chains().get(i);
      List<Hash> expected =
          EvidenceRecord.over(data, chain.algorithm(), record.chains().subList(0, i));
      ArchiveStamp stamp = chain.stamps().get(0);
      List<Hash> first = stamp.first(reader.read(stamp).imprint());
      // A single object may have its siblings beside it; a group has a list of its own.
      boolean covered =
          expected.size() == 1
              ? first.contains(expected.get(0))
              : first.stream().sorted().toList().equals(expected);
      if (!covered) {
        problems.add(
            new Problem(
                "NOT_COVERED",
                "chain %d is about other files, or not these as they are".formatted(i + 1),
                "check that it is the record of this bundle; if it is, the bundle was changed"));
      }
    }
    return problems;
  }

  /** Renewals that came too late, or did not come. */
  private List<Problem> late(Instant now, Instant latest) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      StampReader.Read one = read.get(i);
      boolean isLast = i == read.size() - 1;
      Instant until = isLast ? now : read.get(i + 1).at();
      if (one.at().isAfter(latest)) {
        problems.add(
            new Problem(
                "FUTURE_TIME",
                "time stamp %d is of %s, which is yet to come".formatted(i + 1, one.at()),
                "set this machine's clock, or trust that authority no more"));
      } else if (until.isBefore(one.at()) && !isLast) {
        problems.add(
            problem(
                "TIME_ORDER",
                "time stamp %d is of %s, before the one that it renews, of %s"
                    .formatted(i + 2, until, one.at())));
      } else if (!one.holdsAt(until.isBefore(one.at()) ? one.at() : until)) {
        problems.add(isLast ? notRenewed(i + 1, one, now) : tooLate(i + 2, until, one));
      }
    }
    return problems;
  }

  private static Problem tooLate(int number, Instant at, StampReader.Read before) {
    return problem(
        "RENEWED_TOO_LATE",
        "time stamp %d is of %s, and the one that it renews held until %s"
            .formatted(number, at, before.last()));
  }

  private static Problem notRenewed(int number, StampReader.Read one, Instant now) {
    return problem(
        "NOT_RENEWED",
        "time stamp %d, the last, held until %s, and it is %s".formatted(number, one.last(), now));
  }

  private Attested attested() {
    StampReader.Read first = read.get(0);
    return new Attested(
        first.at(),
        first.maker().orElseThrow().name(),
        read.size(),
        read.get(read.size() - 1).last());
  }

  private String makers() {
    List<String> each = new ArrayList<>();
    for (StampReader.Read one : read) {
      one.maker().ifPresent(maker -> each.add("`%s` at %s".formatted(maker.name(), one.at())));
    }
    return String.join(", ", each);
  }

  private String holdsUntil() {
    return "renew it before " + read.get(read.size() - 1).last();
  }

  private String chainCount() {
    int count = record.chains().size();
    return "%s, %s".formatted(count == 1 ? "1 chain" : count + " chains", stampCount());
  }

  private String stampCount() {
    return read.size() == 1 ? "1 time stamp" : read.size() + " time stamps";
  }

  private static Problem problem(String code, String message) {
    return new Problem(code, message, RecordReport.FIX);
  }
}
