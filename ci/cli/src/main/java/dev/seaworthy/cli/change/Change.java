package dev.seaworthy.cli.change;

import dev.seaworthy.cli.impact.Impact;
import dev.seaworthy.cli.waiver.WaiverReport;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a change does to the findings on a repository. Findings are the same by control and
 * fingerprint, so that moved lines and renamed files neither introduce nor fix one.
 *
 * @param base id of the commit where the change began
 * @param head id of the commit that it leads to
 * @param status the verdict on {@code head} as a whole
 * @param hasEvidence whether {@code head} holds anything to judge
 * @param introduced findings on {@code head} only
 * @param fixed findings on {@code base} that are gone and not merely waived
 * @param waived findings that a waiver covers on {@code head} only
 * @param unchanged how many findings are on both
 * @param baselined how many findings on {@code head} a baseline waives
 * @param newDoubts what could not be judged on {@code head} and was no doubt on {@code base}
 * @param oldDoubts what could be judged on neither
 * @param mends lines that would mend what is introduced, where they were looked for
 * @param waivers those that the change brings, and those that have ended or cover nothing
 * @param impact what it does beyond findings
 */
public record Change(
    String base,
    String head,
    Status status,
    boolean hasEvidence,
    List<JudgedFinding> introduced,
    List<JudgedFinding> fixed,
    List<JudgedFinding> waived,
    long unchanged,
    long baselined,
    List<JudgedDoubt> newDoubts,
    List<JudgedDoubt> oldDoubts,
    List<Mend> mends,
    WaiverReport waivers,
    Impact impact) {
  static Change between(String base, Side before, String head, Side after) {
    Set<String> known = identities(before.findings());
    Set<String> left = identities(after.findings());
    Set<String> excused = identities(after.waived());
    Set<String> excusedBefore = identities(before.waived());
    Set<String> doubted =
        before.doubts().stream().map(Change::identity).collect(Collectors.toSet());
    return new Change(
        base,
        head,
        after.hasEvidence() || after.status() == Status.FAIL ? after.status() : Status.UNKNOWN,
        after.hasEvidence(),
        sorted(after.findings().stream().filter(one -> !known.contains(one.identity()))),
        sorted(
            before.findings().stream()
                .filter(one -> !left.contains(one.identity()))
                .filter(one -> !excused.contains(one.identity()))),
        sorted(after.waived().stream().filter(one -> !excusedBefore.contains(one.identity()))),
        after.findings().stream().filter(one -> known.contains(one.identity())).count(),
        after.baselined(),
        grouped(after.doubts().stream().filter(one -> !doubted.contains(identity(one)))),
        grouped(after.doubts().stream().filter(one -> doubted.contains(identity(one)))),
        List.of(),
        WaiverReport.empty(),
        Impact.none());
  }

  Change with(List<Mend> found) {
    return with(List.copyOf(found), waivers, impact);
  }

  Change with(WaiverReport reviewed) {
    return with(mends, reviewed, impact);
  }

  Change with(Impact compared) {
    return with(mends, waivers, compared);
  }

  private Change with(List<Mend> found, WaiverReport reviewed, Impact compared) {
    return new Change(
        base,
        head,
        status,
        hasEvidence,
        introduced,
        fixed,
        waived,
        unchanged,
        baselined,
        newDoubts,
        oldDoubts,
        found,
        reviewed,
        compared);
  }

  private static Set<String> identities(List<JudgedFinding> findings) {
    return findings.stream()
        .map(JudgedFinding::identity)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String identity(JudgedDoubt judged) {
    return judged.controls()
        + " "
        + judged.doubt().problem().code()
        + " "
        + judged.doubt().problem().message();
  }

  private static List<JudgedFinding> sorted(Stream<JudgedFinding> findings) {
    return findings.sorted(JudgedFinding.ORDER).toList();
  }

  /** What keeps many controls from being decided is said once. */
  private static List<JudgedDoubt> grouped(Stream<JudgedDoubt> doubts) {
    Map<Doubt, Set<String>> controls =
        doubts.collect(
            Collectors.groupingBy(
                JudgedDoubt::doubt,
                Collectors.flatMapping(
                    judged -> judged.controls().stream(), Collectors.toCollection(TreeSet::new))));
    return controls.entrySet().stream()
        .map(entry -> new JudgedDoubt(entry.getKey(), List.copyOf(entry.getValue())))
        .sorted(JudgedDoubt.ORDER)
        .toList();
  }
}
