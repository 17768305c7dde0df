package dev.seaworthy.cli.gate;

import dev.seaworthy.engine.gate.GateState;
import dev.seaworthy.engine.gate.StageState;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.seal.SealedVerdict.ControlClaim;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of everything that keeps a gate shut what it is, who can mend it, and how. */
final class Wants {
  private Wants() {}

  /** What a stage wants that a verdict was drawn of. */
  static List<Want> of(Verdict verdict) {
    return verdict.results().stream().flatMap(result -> of(result, verdict)).toList();
  }

  /** What a stage wants by the verdict that rules it, or for lack of one. */
  static Want of(StageState stage) {
    return new Want(
        "stage `%s` %s".formatted(stage.stage().id(), words(stage)),
        Suppliers.owner(stage.stage()),
        stage.state() == GateState.FAILED || stage.state() == GateState.UNKNOWN
            ? "mend that, then run `seaworthy gate %s`".formatted(stage.stage().id())
            : "run `seaworthy gate %s`".formatted(stage.stage().id()));
  }

  /** That there is nothing to judge a stage by. */
  static Want noControls(Stage stage) {
    return new Want(
        "no bundle has a control of stage `%s`, so that nothing proves it".formatted(stage.id()),
        "policy authors",
        "add a bundle that has some (`--bundle-file`, `--policy-dir`), or write one: `seaworthy"
            + " policy new`");
  }

  private static String words(StageState stage) {
    return switch (stage.state()) {
      case OPEN -> "is open";
      case MISSING -> "has no verdict that counts for this candidate";
      case EXPIRED ->
          "passed, but its verdict held until " + stage.ruling().orElseThrow().claim().validUntil();
      case OUT_OF_ORDER -> "passed, but not after the stages before it";
      case FAILED, UNKNOWN -> "is `%s`%s".formatted(verdict(stage), blocking(stage));
    };
  }

  private static String verdict(StageState stage) {
    return stage.ruling().orElseThrow().claim().status();
  }

  private static String blocking(StageState stage) {
    List<ControlClaim> blocking = stage.blocking();
    return blocking.isEmpty()
        ? ""
        : blocking.stream()
            .map(one -> one.id() + " " + one.status().id())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  private static Stream<Want> of(ControlResult result, Verdict verdict) {
    return switch (result.status()) {
      case PASS, WAIVED, NOT_APPLICABLE -> Stream.empty();
      case FAIL -> Stream.concat(Stream.of(failed(result)), unknown(result, verdict));
      case UNKNOWN -> unknown(result, verdict);
    };
  }

  private static Want failed(ControlResult result) {
    List<Finding> findings = result.outcome().findings();
    int more = findings.size() - 1;
    return new Want(
        "control `%s` fails: %s%s"
            .formatted(
                result.control().id(),
                findings.get(0).message(),
                more > 0 ? ", and %d more".formatted(more) : ""),
        Suppliers.owner(result.control().stage()),
        findings.get(0).fix());
  }

  private static Stream<Want> unknown(ControlResult result, Verdict verdict) {
    Control control = result.control();
    Stream<Want> evidence =
        control.needs().stream()
            .filter(kind -> !verdict.snapshot().has(kind))
            .map(kind -> Suppliers.evidence(control.id(), kind, control.stage()));
    Stream<Want> doubts =
        result.outcome().doubts().stream()
            .map(Doubt::problem)
            .filter(problem -> !problem.code().equals("NO_EVIDENCE"))
            .distinct()
            .map(
                problem ->
                    new Want(
                        "control `%s` is unknown: %s".formatted(control.id(), problem.message()),
                        Suppliers.owner(control.stage()),
                        problem.fix()));
    return Stream.concat(evidence, doubts);
  }
}
