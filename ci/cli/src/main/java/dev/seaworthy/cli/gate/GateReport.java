package dev.seaworthy.cli.gate;

import dev.seaworthy.engine.gate.Discounted;
import dev.seaworthy.engine.gate.Ledger;
import dev.seaworthy.engine.gate.Question;
import dev.seaworthy.engine.gate.Sealing;
import dev.seaworthy.engine.gate.Sealing.Sealed;
import dev.seaworthy.engine.gate.StageState;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Verdict;
import dev.seaworthy.engine.verdict.VerdictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What came of a gate.
 *
 * @param verdict of the stage's controls; empty if there is no such control
 * @param sealed the digest of the verdict in the store; empty if it was not sealed
 * @param before the stages before it
 * @param wants everything that keeps the gate shut
 * @param discounted what in the store does not count
 */
public record GateReport(
    Stage stage,
    Candidate candidate,
    Question question,
    Optional<Verdict> verdict,
    Optional<Digest> sealed,
    List<StageState> before,
    List<Want> wants,
    List<Discounted> discounted) {
  private static final Want OVERTAKEN =
      new Want(
          "another gate sealed something newer while this one was judging",
          "who runs this gate",
          "run it again");

  public GateReport {
    before = List.copyOf(before);
    wants = List.copyOf(wants);
    discounted = List.copyOf(discounted);
  }

  /** The report of a stage that there is nothing to judge by. */
  public static GateReport empty(Stage stage, Candidate candidate, Ledger ledger) {
    List<Want> wants = new ArrayList<>(shut(Sealing.shut(ledger, stage)));
    wants.add(Wants.noControls(stage));
    return new GateReport(
        stage,
        candidate,
        ledger.question(),
        Optional.empty(),
        Optional.empty(),
        before(stage, ledger),
        wants,
        ledger.discounted());
  }

  /**
   * The report of a stage that was judged.
   *
   * @param ledger after it was sealed, or not
   */
  public static GateReport of(Stage stage, Verdict verdict, Sealed sealed, Ledger ledger) {
    Stream<Want> others =
        sealed instanceof Sealed.Overtaken
            ? Stream.of(OVERTAKEN)
            : shut(Sealing.shut(ledger, stage)).stream();
    return new GateReport(
        stage,
        verdict.release().candidate(),
        ledger.question(),
        Optional.of(verdict),
        sealed instanceof Sealed.Added added ? Optional.of(added.digest()) : Optional.empty(),
        before(stage, ledger),
        Stream.concat(others, Wants.of(verdict).stream()).toList(),
        ledger.discounted());
  }

  /** Whether the gate is open: passed, sealed, and every stage before it open. */
  public Status status() {
    boolean failed =
        before.stream().anyMatch(one -> one.state().status() == Status.FAIL)
            || verdict.filter(one -> one.status() == Status.FAIL).isPresent();
    if (failed) {
      return Status.FAIL;
    }
    boolean open =
        sealed.isPresent()
            && verdict.filter(one -> one.status() == Status.PASS).isPresent()
            && before.stream().allMatch(one -> one.state().status() == Status.PASS);
    return open ? Status.PASS : Status.UNKNOWN;
  }

  public CanonicalJson toJson() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("gate", stage.id());
    tree.put("status", status().id());
    tree.put("candidate", candidate.toTree());
    tree.put("asOf", question.now().toString());
    tree.put("before", before.stream().map(StageTree::of).toList());
    tree.put("wants", wants.stream().map(Want::toTree).toList());
    tree.put("discounted", discounted.stream().map(Discounted::toTree).toList());
    sealed.ifPresent(digest -> tree.put("sealed", digest.toString()));
    verdict.ifPresent(one -> tree.put("verdict", VerdictJson.of(one)));
    return CanonicalJson.of(tree);
  }

  private static List<StageState> before(Stage stage, Ledger ledger) {
    return stage.before().stream().map(ledger::stage).toList();
  }

  private static List<Want> shut(List<StageState> stages) {
    return stages.stream().map(Wants::of).toList();
  }
}
