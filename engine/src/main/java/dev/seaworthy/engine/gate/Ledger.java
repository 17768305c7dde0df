package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.seal.SealException;
import dev.seaworthy.engine.seal.SealedFile;
import dev.seaworthy.engine.seal.SealedVerdict;
import dev.seaworthy.engine.verdict.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a store says about a candidate: of each stage the verdict that rules, and everything that
 * does not count.
 *
 * <p>A stage is ruled by the verdict that no other replaces. Where stores were merged there may be
 * several; then the newest rules, and of those of the same time the worst.
 */
public final class Ledger {
  private static final Comparator<SealedVerdict> RULING =
      Comparator.<SealedVerdict, Instant>comparing(one -> one.claim().evaluatedAt())
          .thenComparing(one -> badness(one.claim().status()))
          .thenComparing(SealedVerdict::digest);

  private final Question question;
  private final NavigableMap<Digest, SealedVerdict> admitted = new TreeMap<>();
  private final List<Discounted> discounted = new ArrayList<>();

  private Ledger(Question question) {
    this.question = question;
  }

  /**
   * Reads a store.
   *
   * @throws StoreException if it cannot be read as a whole
   */
  public static Ledger read(VerdictStore store, Question question) throws StoreException {
    Ledger ledger = new Ledger(question);
    store.read(ledger.new Entries());
    ledger.discountHistory();
    return ledger;
  }

  public Question question() {
    return question;
  }

  /** Everything in the store that does not count, by name. */
  public List<Discounted> discounted() {
    return List.copyOf(discounted);
  }

  /** The verdict that rules a stage, whether or not it opens the gate. */
  public Optional<SealedVerdict> ruling(Stage stage) {
    Set<Digest> replaced = replaced();
    return admitted.values().stream()
        .filter(one -> stageOf(one) == stage && !replaced.contains(one.digest()))
        .max(RULING);
  }

  /** How each stage stands, in their order. */
  public List<StageState> stages() {
    return Stream.of(Stage.values()).map(this::stage).toList();
  }

  /** How a stage stands. */
  public StageState stage(Stage stage) {
    Optional<SealedVerdict> ruling = ruling(stage);
    return new StageState(stage, ruling.map(this::state).orElse(GateState.MISSING), ruling);
  }

  /** The gate that a verdict of {@code stage} would be sealed to open now. */
  public Gate gate(Stage stage) {
    Map<Stage, Digest> after = new EnumMap<>(Stage.class);
    stage.before().stream()
        .map(this::stage)
        .filter(one -> one.state() == GateState.OPEN)
        .forEach(one -> one.ruling().ifPresent(w -> after.put(one.stage(), w.digest())));
    return new Gate(stage, after, ruling(stage).map(SealedVerdict::digest));
  }

  private GateState state(SealedVerdict verdict) {
    return switch (verdict.claim().status()) {
      case "pass" -> passed(verdict);
      case "fail" -> GateState.FAILED;
      default -> GateState.UNKNOWN;
    };
  }

  private GateState passed(SealedVerdict verdict) {
    if (!question.now().isBefore(verdict.claim().validUntil())) {
      return GateState.EXPIRED;
    }
    return unproved(verdict).isEmpty() ? GateState.OPEN : GateState.OUT_OF_ORDER;
  }

  /**
   * The stages before a verdict's own that it does not prove to have passed when it was drawn: it
   * names no verdict of theirs, or one that is gone, did not hold then, or was out of order itself.
   */
  private List<Stage> unproved(SealedVerdict verdict) {
    Map<Stage, Digest> after = verdict.gate().map(Gate::after).orElse(Map.of());
    return stageOf(verdict).before().stream()
        .filter(
            stage ->
                Optional.ofNullable(after.get(stage))
                    .map(admitted::get)
                    .filter(one -> stageOf(one) == stage && heldFor(one, verdict))
                    .filter(one -> unproved(one).isEmpty())
                    .isEmpty())
        .toList();
  }

  private static boolean heldFor(SealedVerdict former, SealedVerdict later) {
    return former.claim().status().equals("pass")
        && !former.claim().evaluatedAt().isAfter(later.claim().evaluatedAt())
        && later.claim().evaluatedAt().isBefore(former.claim().validUntil());
  }

  private Set<Digest> replaced() {
    return admitted.values().stream()
        .flatMap(one -> replacedBy(one).stream())
        .collect(Collectors.toSet());
  }

  /** A verdict of another stage replaces nothing. */
  private Optional<Digest> replacedBy(SealedVerdict verdict) {
    return verdict
        .gate()
        .flatMap(Gate::replaces)
        .filter(
            digest ->
                Optional.ofNullable(admitted.get(digest))
                    .filter(former -> stageOf(former) == stageOf(verdict))
                    .isPresent());
  }

  private void discountHistory() {
    for (Stage stage : Stage.values()) {
      Optional<SealedVerdict> ruling = ruling(stage);
      admitted.values().stream()
          .filter(one -> stageOf(one) == stage && !Optional.of(one).equals(ruling))
          .forEach(one -> discount(one.digest().toString(), historical(one, stage)));
      ruling.ifPresent(this::discountUnlessItOpens);
    }
    discounted.sort(Comparator.comparing(Discounted::name));
  }

  private static Problem historical(SealedVerdict verdict, Stage stage) {
    return new Problem(
        Discounted.REPLACED,
        "it is an earlier verdict of stage `%s`, `%s` at %s"
            .formatted(stage.id(), verdict.claim().status(), verdict.claim().evaluatedAt()),
        "nothing is to be done");
  }

  private void discountUnlessItOpens(SealedVerdict verdict) {
    switch (state(verdict)) {
      case EXPIRED -> discount(verdict, "EXPIRED", expired(verdict));
      case OUT_OF_ORDER -> discount(verdict, "OUT_OF_ORDER", outOfOrder(verdict));
      // What failed or is unknown counts: against the release.
      case OPEN, FAILED, UNKNOWN, MISSING -> {}
    }
  }

  private static String expired(SealedVerdict verdict) {
    return "it held until %s".formatted(verdict.claim().validUntil());
  }

  private String outOfOrder(SealedVerdict verdict) {
    return "it does not rest on verdicts that held then of stage %s"
        .formatted(
            unproved(verdict).stream()
                .map(stage -> "`" + stage.id() + "`")
                .collect(Collectors.joining(", ")));
  }

  private void discount(SealedVerdict verdict, String code, String message) {
    String fix = "run the gate of stage `%s` again".formatted(stageOf(verdict).id());
    discount(verdict.digest().toString(), new Problem(code, message, fix));
  }

  private void discount(String name, Problem problem) {
    discounted.add(new Discounted(name, problem));
  }

  private static Stage stageOf(SealedVerdict admitted) {
    return admitted.gate().map(Gate::stage).orElseThrow();
  }

  private static int badness(String status) {
    return switch (status) {
      case "fail" -> 2;
      case "pass" -> 0;
      default -> 1;
    };
  }

  /** Sorts what the store holds. */
  private final class Entries implements VerdictStore.Reader {
    private final Admission admission = new Admission(question);

    @Override
    public void verdict(Digest name, byte[] sealed) {
      if (!Digest.of(sealed).equals(name)) {
        discount(
            name.toString(),
            new Problem(
                "TAMPERED",
                "its bytes are not those of the verdict it is kept as",
                "restore it from a copy, or run the gate again"));
        return;
      }
      try {
        SealedVerdict verdict = question.trust().open(new SealedFile(sealed), question.now());
        Optional<Problem> refusal = admission.refusal(verdict);
        refusal.ifPresentOrElse(
            why -> discount(name.toString(), why), () -> admitted.put(name, verdict));
      } catch (SealException e) {
        discount(name.toString(), e.problem());
      }
    }

    @Override
    public void unreadable(String name, Problem problem) {
      discount(name, problem);
    }
  }
}
