package dev.seaworthy.cli.fix;

import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a check said, so that two can be compared. */
final class Judged {
  private final String folder;
  private final boolean hasEvidence;
  private final List<Attempt> attempts = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Finding> examples = new HashMap<>();
  private final Map<String, Doubt> doubts = new HashMap<>();
  private int others;

  private Judged(String folder, boolean hasEvidence) {
    this.folder = folder;
    this.hasEvidence = hasEvidence;
  }

  static Judged of(CheckRun.Checked checked) {
    boolean evidence = !checked.verdict().snapshot().evidence().isEmpty();
    Judged judged = new Judged(checked.folder(), evidence);
    for (ControlResult result : checked.verdict().results()) {
      Outcome outcome = result.outcome();
      outcome.findings().forEach(finding -> judged.add(result.control(), finding));
      outcome.waived().forEach(one -> judged.count(result.control(), one.finding()));
      outcome.doubts().forEach(doubt -> judged.add(result.control(), doubt));
    }
    judged.attempts.sort(Attempt.ORDER);
    return judged;
  }

  /** What is wrong and not waived and has a mechanical remedy, in the order to mend it in. */
  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  int others() {
    return others;
  }

  int doubts() {
    return doubts.size();
  }

  boolean hasEvidence() {
    return hasEvidence;
  }

  /** How many findings are like {@code finding}, in the same document of the same file. */
  int alike(Control control, Finding finding) {
    return counts.getOrDefault(key(control, finding), 0);
  }

  /** Findings, one of each kind, of which {@code before} has fewer. */
  List<Finding> newSince(Judged before) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > before.counts.getOrDefault(entry.getKey(), 0))
        .map(Map.Entry::getKey)
        .sorted()
        .map(examples::get)
        .toList();
  }

  /** What cannot be judged and could be in {@code before}. */
  List<Doubt> newDoubtsSince(Judged before) {
    return doubts.entrySet().stream()
        .filter(entry -> !before.doubts.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .sorted(Doubt.ORDER)
        .toList();
  }

  private void add(Control control, Finding finding) {
    count(control, finding);
    String file = named(finding.source().file());
    Remedy.of(control.id(), finding)
        .ifPresentOrElse(
            remedy -> attempts.add(new Attempt(control, finding, file, remedy)), () -> others++);
  }

  private void add(Control control, Doubt doubt) {
    doubts.put(
        String.join(
            " ",
            control.id(),
            doubt.problem().code(),
            doubt.location().file(),
            doubt.problem().message()),
        doubt);
  }

  private void count(Control control, Finding finding) {
    String key = key(control, finding);
    counts.merge(key, 1, Integer::sum);
    examples.put(key, finding);
  }

  /** Of equal fingerprints all but the first bear a number, which would move to another finding. */
  static String key(Control control, Finding finding) {
    String print = finding.fingerprint();
    int number = print.indexOf('-');
    return String.join(
        " ",
        control.id(),
        number < 0 ? print : print.substring(0, number),
        Integer.toString(finding.source().document()),
        finding.source().file());
  }

  private String named(String file) {
    return file.startsWith("/") ? file : folder + file;
  }
}
