package dev.seaworthy.admission.server;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.Scope;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The name of an object decides: one called {@code bad} fails, one called {@code slow} takes until
 * it is let go, one called {@code broken} breaks the runtime.
 */
final class StandInRuntime implements PolicyRuntime {
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Map<Integer, String> firstJudged = new ConcurrentHashMap<>();
  private final AtomicInteger prepared = new AtomicInteger();
  private volatile boolean spoilt;

  static PolicyBundle bundle(String version) {
    Control control =
        new Control(
            "T-01",
            "Is every object well named?",
            "Names tell what a thing is.",
            Severity.HIGH,
            Stage.BUILD,
            Scope.OBJECT,
            List.of("kubernetes/object"),
            List.of(),
            List.of(),
            Map.of("bad-name", new Control.Rule("`{subject}` has a bad name", "rename it")),
            Map.of(),
            "test/t_01/findings");
    return new PolicyBundle(
        "naming",
        version,
        "Names",
        "Rules for names.",
        Digest.of(version.getBytes(StandardCharsets.UTF_8)),
        List.of(control),
        List.of(),
        new RegoModule(new byte[0], new byte[0], CanonicalJson.of(Map.of())));
  }

  /** Lets slow evaluations go on. */
  void release() {
    released.countDown();
  }

  /** Waits until a slow evaluation has begun. */
  void awaitBegun() throws InterruptedException {
    if (!begun.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no slow evaluation began");
    }
  }

  /** Breaks each evaluation of what is prepared from now on. */
  void spoilWhatComes() {
    spoilt = true;
  }

  /** The name of the first object that was judged by what was prepared as the {@code nth}. */
  String firstJudgedBy(int nth) {
    return firstJudged.getOrDefault(nth, "nothing");
  }

  @Override
  public String id() {
    return "stand-in";
  }

  @Override
  public PreparedPolicy prepare(PolicyBundle bundle) {
    int nth = prepared.incrementAndGet();
    boolean broken = spoilt;
    return (entrypoints, input) -> {
      String name = input.json().node().path("subject").path("name").asText();
      firstJudged.putIfAbsent(nth, name);
      if (broken || name.equals("broken")) {
        throw new IllegalArgumentException("a defect");
      }
      if (name.equals("slow")) {
        waitForRelease();
      }
      List<Object> findings =
          name.equals("bad")
              ? List.of(Map.of("rule", "bad-name", "path", List.of("metadata", "name")))
              : List.of();
      return Map.of(
          entrypoints.get(0),
          new PreparedPolicy.Answer.Said(new ValueReader().read(CanonicalJson.of(findings))));
    };
  }

  private void waitForRelease() {
    begun.countDown();
    try {
      released.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
