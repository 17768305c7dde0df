package dev.seaworthy.cli.change;

import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.git.CommitFolder;
import dev.seaworthy.cli.impact.ImpactSide;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one commit was judged to be.
 *
 * @param hasEvidence whether anything was found to judge
 * @param findings what is wrong and not waived
 * @param waived what is wrong and waived
 * @param baselined how many of those a baseline waives
 * @param doubts one for each control that it keeps from being decided
 */
record Side(
    Status status,
    boolean hasEvidence,
    List<JudgedFinding> findings,
    List<JudgedFinding> waived,
    long baselined,
    List<JudgedDoubt> doubts) {
  static Side nothing(CommitFolder files) {
    return new Side(Status.UNKNOWN, false, List.of(), List.of(), 0, leftOut(files));
  }

  static Side of(CheckRun.Checked checked, CommitFolder files) {
    Names names = new Names(files, checked.folder());
    List<JudgedFinding> findings = new ArrayList<>();
    List<JudgedFinding> waived = new ArrayList<>();
    List<JudgedDoubt> doubts = new ArrayList<>(leftOut(files));
    long baselined = 0;
    for (ControlResult result : checked.verdict().results()) {
      Outcome outcome = result.outcome();
      outcome.findings().forEach(finding -> findings.add(names.finding(result, finding)));
      outcome.waived().forEach(one -> waived.add(names.finding(result, one.finding())));
      baselined += outcome.waived().stream().filter(one -> one.waiver().isOfBaseline()).count();
      outcome.doubts().forEach(doubt -> doubts.add(names.doubt(result, doubt)));
    }
    boolean evidence = !checked.verdict().snapshot().evidence().isEmpty();
    return new Side(checked.verdict().status(), evidence, findings, waived, baselined, doubts);
  }

  /** What its impact is told by. */
  static ImpactSide impact(Optional<CheckRun.Checked> judged, CommitFolder files) {
    if (judged.isEmpty()) {
      return ImpactSide.nothing(files.leftOut());
    }
    CheckRun.Checked checked = judged.get();
    Names names = new Names(files, checked.folder());
    return new ImpactSide(
        checked.verdict().snapshot(), checked.bundles(), files.leftOut(), names::doubt);
  }

  /**
   * A file of a verdict, named from the root of the repository.
   *
   * @param folder as {@link CheckRun.Checked#folder} has it
   */
  static String named(String file, CommitFolder files, String folder) {
    String named = files.named(file);
    boolean relative = named.equals(file) && !named.isEmpty() && !named.startsWith("/");
    return relative ? folder + named : named;
  }

  private static List<JudgedDoubt> leftOut(CommitFolder files) {
    return files.leftOut().stream().map(doubt -> new JudgedDoubt(doubt, List.of())).toList();
  }

  /** Names files from the root of the repository. */
  private record Names(CommitFolder files, String folder) {
    JudgedFinding finding(ControlResult result, Finding finding) {
      return new JudgedFinding(result.control(), finding, location(finding.location()));
    }

    JudgedDoubt doubt(ControlResult result, Doubt doubt) {
      return new JudgedDoubt(
          doubt(doubt.problem(), doubt.location()), List.of(result.control().id()));
    }

    Doubt doubt(Gap gap) {
      return doubt(gap.problem(), gap.location());
    }

    private Doubt doubt(Problem problem, Location at) {
      return new Doubt(files.named(problem), location(at));
    }

    private Location location(Location at) {
      return new Location(named(at.file(), files, folder), at.line(), at.column());
    }
  }
}
