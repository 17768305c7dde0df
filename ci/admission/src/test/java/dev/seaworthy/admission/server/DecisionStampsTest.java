package dev.seaworthy.admission.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.LogStamps;
import dev.seaworthy.engine.log.StampedCheckpoint;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TestAuthority;
import dev.seaworthy.engine.stamp.TimeStampQuery;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server whose log an authority for tests stamps, or does not. */
final class DecisionStampsTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final Duration OFTEN = Duration.ofMillis(50);

  private final TestAuthority authority =
      TestAuthority.of(
          SigningKey.generate(new SecureRandom()),
          SigningKey.generate(new SecureRandom()),
          Instant.now().minus(Duration.ofDays(1)));
  private final AtomicLong asked = new AtomicLong();
  private volatile boolean away;

  @TempDir Path folder;

  @Test
  void whatIsSealedIsStamped() throws Exception {
    try (Webhook webhook = serving(this::answer)) {
      webhook.post(Webhook.create("good"));
      Eventually.holds(() -> assertThat(stamps().sizes()).containsExactly(1L));
      webhook.post(Webhook.create("bad"));
      Eventually.holds(() -> assertThat(stamps().sizes()).containsExactly(1L, 2L));
      Eventually.holds(
          () ->
              assertThat(webhook.get("/metrics").body())
                  .contains("seaworthy_admission_decisions_stamped 2.0")
                  .contains("seaworthy_admission_decisions_stamp_failures_total 0.0"));
    }
    StampedCheckpoint last = stamps().of(2);
    assertThat(last.note()).isEqualTo(Files.readString(log().resolve("checkpoint")));
    Instant at =
        TimeStampQuery.sound(last.stamps().get(0), last.stamped())
            .verify(last.stamped(), List.of(authority.trusted()));
    assertThat(at).isBetween(Instant.now().minusSeconds(60), Instant.now());
    // A checkpoint that has its time stamp is not stamped again.
    assertThat(asked).hasValue(2);
  }

  @Test
  void whileNoAuthorityAnswersDecisionsGoOnAndAreStampedLater() throws Exception {
    away = true;
    try (Webhook webhook = serving(this::answer)) {
      for (int i = 0; i < 5; i++) {
        assertThat(webhook.post(Webhook.create("good")).statusCode()).isEqualTo(200);
      }
      Eventually.holds(
          () ->
              assertThat(webhook.get("/metrics").body())
                  .contains("seaworthy_admission_decisions_sealed 5.0")
                  .contains("seaworthy_admission_decisions_stamped 0.0")
                  .doesNotContain("stamp_failures_total 0.0"));
      assertThat(stamps().sizes()).isEmpty();
      away = false;
      Eventually.holds(() -> assertThat(stamps().sizes()).containsExactly(5L));
      Eventually.holds(
          () ->
              assertThat(webhook.log.toString(StandardCharsets.UTF_8))
                  .contains("\"event\":\"decision-stamp-failed\"", "nobody is there")
                  .contains("\"event\":\"decision-log-stamped\""));
    }
  }

  @Test
  void whatAnEarlierProcessLeftIsStamped() throws Exception {
    away = true;
    try (Webhook webhook = serving(this::answer)) {
      webhook.post(Webhook.create("good"));
    }
    assertThat(stamps().sizes()).isEmpty();
    away = false;
    try (Webhook webhook = serving(this::answer)) {
      Eventually.holds(() -> assertThat(stamps().sizes()).containsExactly(1L));
      assertThat(webhook.get("/metrics").body()).contains("decisions_sealed 1.0");
    }
  }

  @Test
  void neitherAnAnswerNorACheckpointNorTheEndWaitsForAnAuthority() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long begin = System.nanoTime();
    try (Webhook webhook =
        serving(
            (bytes, failed) -> {
              try {
                never.await(5, TimeUnit.MINUTES);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            })) {
      assertThat(webhook.post(Webhook.create("good")).statusCode()).isEqualTo(200);
      Eventually.holds(() -> assertThat(sealed()).isEqualTo(1));
      assertThat(webhook.post(Webhook.create("good")).statusCode()).isEqualTo(200);
    }
    assertThat(sealed()).isEqualTo(2);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(2));
  }

  private List<byte[]> answer(byte[] bytes, Consumer<Problem> failed) {
    if (away) {
      failed.accept(new Problem("UNREACHABLE", "nobody is there", "wait"));
      return List.of();
    }
    BigInteger number = BigInteger.valueOf(asked.incrementAndGet());
    try {
      return List.of(
          authority.answer(
              TimeStampQuery.over(bytes, number).bytes(),
              Instant.now().truncatedTo(ChronoUnit.SECONDS),
              number));
    } catch (StampException e) {
      throw new AssertionError(e);
    }
  }

  private Webhook serving(Stamper stamper) throws Exception {
    return Webhook.keeping(
        folder, new DecisionFolder(log(), KEY, OFTEN, Optional.of(new Stamping(stamper, OFTEN))));
  }

  private Path log() {
    return folder.resolve("decisions");
  }

  private LogStamps stamps() {
    return new LogStamps(log());
  }

  private long sealed() throws Exception {
    return LogReader.open(log(), KEY.verificationKey()).checkpoint().size();
  }
}
