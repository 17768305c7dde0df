package dev.seaworthy.engine.gate;

import static dev.seaworthy.engine.gate.GateSamples.KEY;
import static dev.seaworthy.engine.gate.GateSamples.at;
import static dev.seaworthy.engine.gate.GateSamples.fail;
import static dev.seaworthy.engine.gate.GateSamples.pass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.gate.Sealing.Sealed;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SealingTest {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final MemoryStore store = new MemoryStore();

  @Test
  void stagesThatFollowEachOtherOpen() throws Exception {
    seal(pass(NONE), Stage.BUILD);
    seal(pass(NONE), Stage.DRIFT);
    assertThat(ledger().stage(Stage.DRIFT).state()).isEqualTo(GateState.OPEN);
  }

  @Test
  void aStageIsNotSealedWhileOneBeforeItIsShut() throws Exception {
    seal(fail(NONE), Stage.BUILD);
    assertThat(seal(pass(NONE), Stage.DRIFT))
        .isInstanceOfSatisfying(
            Sealed.Refused.class,
            refused ->
                assertThat(refused.shut())
                    .extracting(StageState::state)
                    .containsExactly(GateState.FAILED));
    assertThat(ledger().stage(Stage.DRIFT).state()).isEqualTo(GateState.MISSING);
  }

  @Test
  void aLaterVerdictReplacesTheOneThatRuled() throws Exception {
    seal(fail(NONE), Stage.BUILD);
    seal(pass(NONE), Stage.BUILD);
    assertThat(ledger().stage(Stage.BUILD).state()).isEqualTo(GateState.OPEN);
  }

  @Test
  void aVerdictIsBoundAnewWhenAnotherWasSealedMeanwhile() throws Exception {
    store.meanwhile(() -> sealUnchecked(fail(NONE), Stage.BUILD));
    assertThat(seal(pass(NONE), Stage.BUILD)).isInstanceOf(Sealed.Added.class);
    assertThat(ledger().stage(Stage.BUILD).state()).isEqualTo(GateState.OPEN);
    assertThat(ledger().discounted()).extracting(Discounted::isReplaced).containsExactly(true);
  }

  @Test
  void aVerdictDoesNotReplaceANewerOne() throws Exception {
    store.meanwhile(() -> sealUnchecked(fail(HOUR), Stage.BUILD));
    assertThat(seal(pass(NONE), Stage.BUILD)).isInstanceOf(Sealed.Overtaken.class);
    assertThat(ledger().stage(Stage.BUILD).state()).isEqualTo(GateState.FAILED);
  }

  @Test
  void aStageIsNotSealedWhenOneBeforeItShutsMeanwhile() throws Exception {
    seal(pass(NONE), Stage.BUILD);
    store.meanwhile(() -> sealUnchecked(fail(NONE), Stage.BUILD));
    assertThat(seal(pass(NONE), Stage.DRIFT)).isInstanceOf(Sealed.Refused.class);
  }

  private Sealed seal(Verdict verdict, Stage stage) throws StoreException {
    return new Sealing(store, at(TWO_HOURS), KEY).seal(verdict, stage);
  }

  private void sealUnchecked(Verdict verdict, Stage stage) {
    try {
      seal(verdict, stage);
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  private Ledger ledger() throws StoreException {
    return Ledger.read(store, at(TWO_HOURS));
  }
}
