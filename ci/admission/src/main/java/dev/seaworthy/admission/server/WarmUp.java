package dev.seaworthy.admission.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.ReviewReader;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Judges samples before the API server's objects come: the first reviews of a process take a
 * hundred times as long as later ones, those of bundles that were just read several times as long,
 * and a burst of them would find no room.
 */
final class WarmUp {
  private static final String SAMPLES = "warm-up.json";

  private final List<byte[]> samples = samples();
  private final Duration length;
  private final Clock clock;

  /**
   * @param length how long samples are judged; zero for not at all
   */
  WarmUp(Duration length, Clock clock) {
    this.length = length;
    this.clock = clock;
  }

  boolean isAsked() {
    return !length.isZero();
  }

  /**
   * Judges samples until the time is over or the thread is interrupted.
   *
   * @throws PolicyException if a bundle cannot be run; each review would say so too
   */
  void run(Reviewer reviewer) throws PolicyException {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      for (byte[] sample : samples) {
        judge(sample, reviewer);
      }
    }
  }

  /** All that is done for a review, so that all of it is warm. */
  private void judge(byte[] sample, Reviewer reviewer) throws PolicyException {
    try {
      reviewer.review(ReviewReader.read(sample), clock.instant()).toReview();
    } catch (AdmissionException e) {
      throw new IllegalStateException("the samples are reviews", e);
    }
  }

  private static List<byte[]> samples() {
    List<byte[]> samples = new ArrayList<>();
    for (JsonNode object : StrictJson.parse(resource())) {
      Map<String, Object> request = new TreeMap<>();
      request.put("uid", "warm-up");
      request.put("operation", "UPDATE");
      request.put("kind", Map.of("kind", object.path("kind")));
      request.put("namespace", object.at("/metadata/namespace"));
      request.put("dryRun", true);
      request.put("object", object);
      request.put("oldObject", object);
      samples.add(
          CanonicalJson.of(
                  Map.of(
                      "apiVersion", "admission.k8s.io/v1",
                      "kind", "AdmissionReview",
                      "request", request))
              .bytes());
    }
    return samples;
  }

  private static byte[] resource() {
    try (InputStream in = WarmUp.class.getResourceAsStream(SAMPLES)) {
      return Objects.requireNonNull(in, SAMPLES).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }
}
