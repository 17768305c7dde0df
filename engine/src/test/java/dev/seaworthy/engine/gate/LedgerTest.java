package dev.seaworthy.engine.gate;

import static dev.seaworthy.engine.gate.GateSamples.KEY;
import static dev.seaworthy.engine.gate.GateSamples.STRANGER;
import static dev.seaworthy.engine.gate.GateSamples.at;
import static dev.seaworthy.engine.gate.GateSamples.fail;
import static dev.seaworthy.engine.gate.GateSamples.ofAnother;
import static dev.seaworthy.engine.gate.GateSamples.pass;
import static dev.seaworthy.engine.gate.GateSamples.rehearsed;
import static dev.seaworthy.engine.gate.GateSamples.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.seal.Seal;
import dev.seaworthy.engine.verdict.Gate;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Gate BUILD = new Gate(Stage.BUILD, Map.of(), Optional.empty());

  private final MemoryStore store = new MemoryStore();

  @Test
  void anEmptyStoreOpensNothing() throws Exception {
    Ledger ledger = Ledger.read(store, at(HOUR));
    assertThat(ledger.stages()).extracting(StageState::state).containsOnly(GateState.MISSING);
    assertThat(Standing.of(ledger).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aPassOpensItsGateAndNoOther() throws Exception {
    put(pass(NONE), BUILD);
    assertThat(state(Stage.BUILD, HOUR)).isEqualTo(GateState.OPEN);
    assertThat(state(Stage.DRIFT, HOUR)).isEqualTo(GateState.MISSING);
  }

  @Test
  void aFailAndAnUnknownCountAgainstTheRelease() throws Exception {
    put(fail(NONE), BUILD);
    put(unknown(NONE), new Gate(Stage.DRIFT, Map.of(), Optional.empty()));
    assertThat(state(Stage.BUILD, HOUR)).isEqualTo(GateState.FAILED);
    assertThat(state(Stage.DRIFT, HOUR)).isEqualTo(GateState.UNKNOWN);
    assertThat(Standing.of(Ledger.read(store, at(HOUR))).status()).isEqualTo(Status.FAIL);
    assertThat(codes(HOUR)).isEmpty();
  }

  @Test
  void aVerdictHoldsUntilItsEndAndNotAtIt() throws Exception {
    put(pass(NONE), BUILD);
    assertThat(state(Stage.BUILD, DAY.minusSeconds(1))).isEqualTo(GateState.OPEN);
    assertThat(state(Stage.BUILD, DAY)).isEqualTo(GateState.EXPIRED);
    assertThat(codes(DAY)).containsExactly("EXPIRED");
  }

  @Test
  void whatReplacesAVerdictRulesWhateverItSays() throws Exception {
    Digest first = put(pass(HOUR), BUILD);
    put(fail(HOUR), new Gate(Stage.BUILD, Map.of(), Optional.of(first)));
    assertThat(state(Stage.BUILD, HOUR)).isEqualTo(GateState.FAILED);
    assertThat(codes(HOUR)).containsExactly("REPLACED");
  }

  @Test
  void ofVerdictsThatDoNotReplaceEachOtherTheNewestRules() throws Exception {
    put(fail(NONE), BUILD);
    put(pass(HOUR), BUILD);
    assertThat(state(Stage.BUILD, TWO_HOURS)).isEqualTo(GateState.OPEN);
  }

  @Test
  void ofVerdictsOfOneTimeTheWorstRules() throws Exception {
    put(fail(NONE), BUILD);
    put(pass(NONE), BUILD);
    put(unknown(NONE), BUILD);
    assertThat(state(Stage.BUILD, HOUR)).isEqualTo(GateState.FAILED);
  }

  @Test
  void aVerdictOfAnotherStageReplacesNothing() throws Exception {
    Digest build = put(fail(NONE), BUILD);
    put(pass(NONE), new Gate(Stage.DRIFT, Map.of(), Optional.of(build)));
    assertThat(state(Stage.BUILD, HOUR)).isEqualTo(GateState.FAILED);
  }

  @Test
  void aVerdictThatRestsOnThoseBeforeItIsInOrder() throws Exception {
    Digest build = put(pass(NONE), BUILD);
    put(pass(HOUR), after(Stage.DRIFT, Stage.BUILD, build));
    assertThat(state(Stage.DRIFT, TWO_HOURS)).isEqualTo(GateState.OPEN);
  }

  @Test
  void aVerdictThatSkipsAStageIsOutOfOrder() throws Exception {
    Digest build = put(pass(NONE), BUILD);
    put(pass(HOUR), after(Stage.MIGRATION, Stage.BUILD, build));
    assertThat(state(Stage.MIGRATION, TWO_HOURS)).isEqualTo(GateState.OUT_OF_ORDER);
    Discounted discounted = Ledger.read(store, at(TWO_HOURS)).discounted().get(0);
    assertThat(discounted.problem().message()).contains("`drift`").doesNotContain("`build`");
  }

  @Test
  void aVerdictThatWasDrawnBeforeWhatItRestsOnIsOutOfOrder() throws Exception {
    Digest build = put(pass(HOUR), BUILD);
    put(pass(NONE), after(Stage.DRIFT, Stage.BUILD, build));
    assertThat(state(Stage.DRIFT, TWO_HOURS)).isEqualTo(GateState.OUT_OF_ORDER);
  }

  @Test
  void aVerdictThatRestsOnAFailIsOutOfOrder() throws Exception {
    Digest build = put(fail(NONE), BUILD);
    put(pass(HOUR), after(Stage.DRIFT, Stage.BUILD, build));
    assertThat(state(Stage.DRIFT, TWO_HOURS)).isEqualTo(GateState.OUT_OF_ORDER);
  }

  @Test
  void aVerdictThatRestsOnOneThatHadExpiredIsOutOfOrder() throws Exception {
    Digest build = put(pass(NONE), BUILD);
    put(pass(DAY), after(Stage.DRIFT, Stage.BUILD, build));
    assertThat(state(Stage.DRIFT, DAY)).isEqualTo(GateState.OUT_OF_ORDER);
  }

  @Test
  void aVerdictThatRestsOnOneOutOfOrderIsSoToo() throws Exception {
    Digest build = put(pass(NONE), BUILD);
    Digest drift = put(pass(NONE), new Gate(Stage.DRIFT, Map.of(), Optional.empty()));
    put(
        pass(HOUR),
        new Gate(
            Stage.MIGRATION, Map.of(Stage.BUILD, build, Stage.DRIFT, drift), Optional.empty()));
    assertThat(state(Stage.MIGRATION, TWO_HOURS)).isEqualTo(GateState.OUT_OF_ORDER);
  }

  @Test
  void aVerdictStaysInOrderWhenWhatItRestsOnIsRenewed() throws Exception {
    Digest build = put(pass(NONE), BUILD);
    put(pass(HOUR), after(Stage.DRIFT, Stage.BUILD, build));
    put(pass(TWO_HOURS), new Gate(Stage.BUILD, Map.of(), Optional.of(build)));
    assertThat(state(Stage.DRIFT, TWO_HOURS)).isEqualTo(GateState.OPEN);
  }

  @Test
  void aVerdictWhoseFoundationIsGoneIsOutOfOrder() throws Exception {
    Digest build = put(pass(NONE), BUILD);
    put(pass(HOUR), after(Stage.DRIFT, Stage.BUILD, build));
    store.remove(build);
    assertThat(state(Stage.DRIFT, TWO_HOURS)).isEqualTo(GateState.OUT_OF_ORDER);
  }

  @Test
  void everythingElseIsNamedAndDoesNotCount() throws Exception {
    byte[] sealed = Seal.of(pass(NONE).at(BUILD), KEY);
    byte[] tampered = sealed.clone();
    tampered[sealed.length / 2] ^= 1;
    store.put(Digest.of(sealed).toString(), tampered);
    assertThat(codes(HOUR)).containsExactly("TAMPERED");
    assertThat(state(Stage.BUILD, HOUR)).isEqualTo(GateState.MISSING);
  }

  @Test
  void aForgeryUnderItsOwnDigestIsFoundByItsSeal() throws Exception {
    // The verdict is turned, and kept under the digest that it has now.
    String envelope = new String(Seal.of(fail(NONE).at(BUILD), KEY), StandardCharsets.UTF_8);
    String payload = envelope.replaceFirst(".*\"payload\":\"([^\"]*)\".*", "$1");
    byte[] turned =
        new String(java.util.Base64.getDecoder().decode(payload), StandardCharsets.UTF_8)
            .replace("\"verdict\":\"fail\"", "\"verdict\":\"pass\"")
            .getBytes(StandardCharsets.UTF_8);
    byte[] forged =
        envelope
            .replace(payload, java.util.Base64.getEncoder().encodeToString(turned))
            .getBytes(StandardCharsets.UTF_8);
    store.put(Digest.of(forged).toString(), forged);
    assertThat(codes(HOUR)).containsExactly("TAMPERED");
  }

  @Test
  void aVerdictOfAStrangerDoesNotCount() throws Exception {
    put(pass(NONE), BUILD, STRANGER);
    assertThat(codes(HOUR)).containsExactly("UNTRUSTED_KEY");
  }

  @Test
  void aVerdictOfAnotherCandidateDoesNotCount() throws Exception {
    put(ofAnother(NONE), BUILD);
    assertThat(codes(HOUR)).containsExactly("OTHER_CANDIDATE");
  }

  @Test
  void aVerdictFromTheFutureDoesNotCount() throws Exception {
    put(pass(TWO_HOURS), BUILD);
    assertThat(codes(HOUR)).containsExactly("FUTURE_TIME");
  }

  @Test
  void theVerdictOfACheckDoesNotCount() throws Exception {
    byte[] sealed = Seal.of(pass(NONE), KEY);
    store.put(Digest.of(sealed).toString(), sealed);
    assertThat(codes(HOUR)).containsExactly("NO_GATE");
  }

  @Test
  void whatIsNoVerdictIsNamed() throws Exception {
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    store.put(Digest.of(text).toString(), text);
    store.put("notes.txt", text);
    assertThat(codes(HOUR)).containsExactlyInAnyOrder("NO_VERDICT", "UNREADABLE");
  }

  @Test
  void aRehearsalCountsInARehearsalOnly() throws Exception {
    put(rehearsed(NONE), BUILD);
    assertThat(codes(HOUR)).containsExactly("TIME_CHOSEN");
    Question real = at(HOUR);
    Question rehearsal = new Question(real.candidate(), real.trust(), real.now(), true);
    assertThat(Ledger.read(store, rehearsal).stage(Stage.BUILD).state()).isEqualTo(GateState.OPEN);
  }

  @Test
  void aReleaseMaySailWhenAllStagesThroughSignOffAreOpen() throws Exception {
    Map<Stage, Digest> after = new java.util.EnumMap<>(Stage.class);
    for (Stage stage : Stage.HYPERCARE.before()) {
      after.put(stage, put(pass(NONE), new Gate(stage, after, Optional.empty())));
    }
    Standing standing = Standing.of(Ledger.read(store, at(HOUR)));
    assertThat(standing.status()).isEqualTo(Status.PASS);
    assertThat(standing.firstShut().orElseThrow().stage()).isEqualTo(Stage.HYPERCARE);
    assertThat(standing.nextToExpire().orElseThrow().stage()).isEqualTo(Stage.BUILD);
  }

  private static Gate after(Stage stage, Stage before, Digest verdict) {
    return new Gate(stage, Map.of(before, verdict), Optional.empty());
  }

  private Digest put(Verdict verdict, Gate gate) {
    return put(verdict, gate, KEY);
  }

  private Digest put(Verdict verdict, Gate gate, SigningKey key) {
    byte[] sealed = Seal.of(verdict.at(gate), key);
    store.put(Digest.of(sealed).toString(), sealed);
    return Digest.of(sealed);
  }

  private GateState state(Stage stage, Duration after) throws StoreException {
    return Ledger.read(store, at(after)).stage(stage).state();
  }

  private List<String> codes(Duration after) throws StoreException {
    return Ledger.read(store, at(after)).discounted().stream()
        .map(one -> one.problem().code())
        .toList();
  }
}
