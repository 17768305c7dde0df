package dev.seaworthy.admission.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions of a real server in a real log. */
final class DecisionLogTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;
  private Path decisions;
  private Webhook webhook;

  @BeforeEach
  void start() throws Exception {
    decisions = folder.resolve("decisions");
    webhook = serving(LONG);
  }

  @AfterEach
  void stop() {
    webhook.close();
  }

  @Test
  void aDecisionIsInTheLogBeforeItIsTold() throws Exception {
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> answer = webhook.post(Webhook.create(i % 2 == 0 ? "bad" : "good"));
      assertThat(answer.statusCode()).isEqualTo(200);
      // What a process that is killed now would leave.
      assertThat(pending()).hasSize(i + 1);
    }
    webhook.close();
    List<String> kept = kept();
    assertThat(kept).hasSize(20);
    assertThat(kept.get(0))
        .contains(
            "\"event\":\"decision\"",
            "\"uid\":\"u-1\"",
            "\"allowed\":false",
            "\"result\":\"fail\"",
            "\"message\":\"T-01: `ConfigMap shop/bad` has a bad",
            "\"bundle.naming\":\"sha256:",
            "\"time\":\"20");
    assertThat(kept.get(1)).contains("\"allowed\":true", "\"result\":\"pass\"");
  }

  @Test
  void decisionsOfManyClientsAreAllKept() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      answers.add(webhook.postLater(Webhook.create("good").replace("u-1", "u-" + i)));
    }
    answers.forEach(CompletableFuture::join);
    webhook.close();
    for (int i = 0; i < 60; i++) {
      String uid = "\"uid\":\"u-%d\"".formatted(i);
      assertThat(kept()).filteredOn(entry -> entry.contains(uid)).hasSize(1);
    }
  }

  @Test
  void checkpointsAreSignedAsTimeGoesBy() throws Exception {
    webhook.close();
    webhook = serving(Duration.ofMillis(50));
    webhook.post(Webhook.create("good"));
    Eventually.holds(() -> assertThat(kept()).hasSize(1));
    assertThat(webhook.get("/metrics").body())
        .contains("seaworthy_admission_decisions_sealed 1.0")
        .contains("seaworthy_admission_decisions_unsealed 0.0");
  }

  @Test
  void aDiskThatTakesNoMoreKeepsNoAnswerBackAndTheLogSaysSo() throws Exception {
    // Sealing begins a new file in this folder; a file in its place stands for the full disk.
    webhook.close();
    webhook = serving(Duration.ofMillis(50));
    webhook.post(Webhook.create("good"));
    Eventually.holds(() -> assertThat(kept()).hasSize(1));
    Path pending = decisions.resolve("pending");
    Path away = Files.move(pending, decisions.resolve("away"));
    Files.writeString(pending, "");
    assertThat(webhook.post(Webhook.create("good")).statusCode()).isEqualTo(200);
    Eventually.holds(
        () ->
            assertThat(webhook.log.toString(StandardCharsets.UTF_8))
                .contains("\"event\":\"decision-log-failed\""));
    assertThat(webhook.post(Webhook.create("good")).statusCode()).isEqualTo(200);
    Files.delete(pending);
    Files.move(away, pending);
    Eventually.holds(() -> assertThat(kept()).hasSize(3));
  }

  @Test
  void aFolderIsForOneServer() {
    assertThatThrownBy(() -> serving(LONG))
        .isInstanceOf(AdmissionException.class)
        .hasMessageContaining("another process writes the log");
  }

  private Webhook serving(Duration interval) throws Exception {
    return Webhook.keeping(folder, new DecisionFolder(decisions, KEY, interval, Optional.empty()));
  }

  private List<String> kept() throws LogException {
    List<String> entries = new ArrayList<>();
    LogReader reader = LogReader.open(decisions, KEY.verificationKey());
    reader.verify();
    reader.read(
        0,
        reader.checkpoint().size(),
        (index, entry) -> entries.add(new String(entry, StandardCharsets.UTF_8)));
    return entries;
  }

  /** As many texts as decisions lie in the files that wait. */
  private List<String> pending() throws Exception {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(decisions.resolve("pending"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Stream.of(text.split("\"event\":\"decision\"", -1)).skip(1).forEach(found::add);
      }
    }
    return found;
  }
}
