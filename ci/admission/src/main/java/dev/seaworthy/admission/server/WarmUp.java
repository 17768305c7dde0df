package dev.seaworthy.admission.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.admission.AdmissionRequest;
import dev.seaworthy.admission.AdmissionRequest.Operation;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges samples before the API server's objects come: the first reviews of a process take a
 * hundred times as long as later ones, those of bundles that were just read several times as long,
 * and a burst of them would find no room.
 */
final class WarmUp {
  private static final String SAMPLES = "warm-up.json";

  private final List<AdmissionRequest> samples = samples();
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
      for (AdmissionRequest sample : samples) {
        reviewer.review(sample, clock.instant());
      }
    }
  }

  private static List<AdmissionRequest> samples() {
    List<AdmissionRequest> samples = new ArrayList<>();
    for (JsonNode object : StrictJson.parse(resource())) {
      samples.add(
          new AdmissionRequest(
              "warm-up",
              Operation.CREATE,
              object.path("kind").asText(),
              "",
              object.at("/metadata/namespace").asText(),
              true,
              Optional.of(object.toString()),
              Optional.empty()));
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
