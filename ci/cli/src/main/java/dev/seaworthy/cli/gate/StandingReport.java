package dev.seaworthy.cli.gate;

import dev.seaworthy.engine.gate.Discounted;
import dev.seaworthy.engine.gate.GateState;
import dev.seaworthy.engine.gate.Ledger;
import dev.seaworthy.engine.gate.Question;
import dev.seaworthy.engine.gate.StageState;
import dev.seaworthy.engine.gate.Standing;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.verdict.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a release stands, and what it waits for.
 *
 * @param discounted what in the store does not count
 */
public record StandingReport(
    Candidate candidate, Question question, Standing standing, List<Discounted> discounted) {
  public StandingReport {
    discounted = List.copyOf(discounted);
  }

  public static StandingReport of(Candidate candidate, Ledger ledger) {
    return new StandingReport(
        candidate, ledger.question(), Standing.of(ledger), ledger.discounted());
  }

  /** What a stage waits for; empty if it is open. */
  public Optional<Want> want(StageState stage) {
    return stage.state() == GateState.OPEN ? Optional.empty() : Optional.of(Wants.of(stage));
  }

  /** What the first shut stage waits for; empty if all are open. */
  public Optional<Want> next() {
    return standing.firstShut().map(Wants::of);
  }

  public CanonicalJson toJson() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("candidate", candidate.toTree());
    tree.put("status", standing.status().id());
    tree.put("asOf", question.now().toString());
    tree.put("timeChosen", question.timeChosen());
    tree.put("stages", standing.stages().stream().map(StageTree::of).toList());
    tree.put("discounted", discounted.stream().map(Discounted::toTree).toList());
    next().ifPresent(want -> tree.put("next", want.toTree()));
    standing.nextToExpire().ifPresent(stage -> tree.put("expiresNext", stage.stage().id()));
    return CanonicalJson.of(tree);
  }
}
