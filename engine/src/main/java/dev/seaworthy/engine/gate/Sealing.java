package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.seal.Seal;
import dev.seaworthy.engine.seal.SealedVerdict;
import dev.seaworthy.engine.verdict.Gate;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Seals a stage's verdict into a store, in order. Others may do the same meanwhile: the verdict is
 * bound to what the store says, and added only while it still says so; else it is bound anew.
 */
public final class Sealing {
  /** More than that many others in a row are no coincidence. */
  private static final int MOST_ATTEMPTS = 100;

  private final VerdictStore store;
  private final Question question;
  private final Signer key;

  public Sealing(VerdictStore store, Question question, Signer key) {
    this.store = store;
    this.question = question;
    this.key = key;
  }

  /** What came of it. */
  public sealed interface Sealed {
    /** The verdict is in the store, under this digest. */
    record Added(Digest digest) implements Sealed {}

    /** A stage before it is not open: a verdict that is out of order would not count. */
    record Refused(List<StageState> shut) implements Sealed {}

    /** Something newer than the verdict was sealed while it was drawn; it must be drawn again. */
    record Overtaken() implements Sealed {}
  }

  /**
   * Seals {@code verdict}, whatever it says, unless a stage before {@code stage} is not open.
   *
   * @throws StoreException if the store cannot be read or written
   */
  public Sealed seal(Verdict verdict, Stage stage) throws StoreException {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Ledger ledger = Ledger.read(store, question);
      List<StageState> shut = shut(ledger, stage);
      if (!shut.isEmpty()) {
        return new Sealed.Refused(shut);
      }
      if (isOvertaken(verdict, ledger, stage)) {
        return new Sealed.Overtaken();
      }
      Gate gate = ledger.gate(stage);
      byte[] file = Seal.of(verdict.at(gate), key);
      if (store.append(file, () -> Ledger.read(store, question).gate(stage).equals(gate))) {
        return new Sealed.Added(Digest.of(file));
      }
    }
    return new Sealed.Overtaken();
  }

  /** The stages before {@code stage} that are not open, in order. */
  public static List<StageState> shut(Ledger ledger, Stage stage) {
    return stage.before().stream()
        .map(ledger::stage)
        .filter(one -> one.state() != GateState.OPEN)
        .toList();
  }

  private static boolean isOvertaken(Verdict verdict, Ledger ledger, Stage stage) {
    return Stream.concat(stage.before().stream(), Stream.of(stage))
        .map(ledger::ruling)
        .flatMap(Optional::stream)
        .map(SealedVerdict::claim)
        .anyMatch(claim -> claim.evaluatedAt().isAfter(verdict.evaluatedAt()));
  }
}
