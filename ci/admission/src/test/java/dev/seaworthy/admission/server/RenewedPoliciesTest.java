package dev.seaworthy.admission.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What replaces the policies in force has judged samples before. */
@Timeout(60)
final class RenewedPoliciesTest {
  private static final Duration BRIEF = Duration.ofMillis(50);

  @TempDir Path folder = Path.of("");

  @Test
  void samplesAreJudgedBeforeAnyReview() throws Exception {
    try (Webhook webhook = new Webhook(folder, "", 1, 5, Duration.ZERO, BRIEF)) {
      Files.writeString(webhook.modes, "default: audit");
      Eventually.holds(
          () ->
              assertThat(webhook.post(Webhook.create("bad")).body())
                  .contains("\"allowed\":true", "\"findings\":\"T-01"));
      assertThat(webhook.runtime.firstJudgedBy(2)).isNotIn("bad", "nothing");
    }
  }

  @Test
  void whatCannotJudgeSamplesIsNotTakenUp() throws Exception {
    try (Webhook webhook = new Webhook(folder, "", 1, 5, Duration.ZERO, BRIEF)) {
      webhook.runtime.spoilWhatComes();
      Files.writeString(webhook.modes, "default: audit");
      Eventually.holds(
          () ->
              assertThat(webhook.log.toString(StandardCharsets.UTF_8))
                  .contains("policies-not-reloaded"));
      assertThat(webhook.post(Webhook.create("bad")).body()).contains("\"allowed\":false");
    }
  }
}
