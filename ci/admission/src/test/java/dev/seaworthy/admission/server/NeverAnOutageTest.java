package dev.seaworthy.admission.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.admission.AdmissionException;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the server, each review gets an answer. */
@Timeout(60)
final class NeverAnOutageTest {
  @TempDir Path folder = Path.of("");

  @Test
  void theApiServersTimeoutIsHeeded() throws Exception {
    try (Webhook webhook = Webhook.at(folder)) {
      HttpResponse<String> answer =
          webhook
              .client(HttpClient.Version.HTTP_2)
              .send(
                  webhook.request(Webhook.create("slow"), "?timeout=300ms"),
                  BodyHandlers.ofString());
      assertThat(answer.body())
          .contains("\"allowed\":true", "\"warnings\":[\"not judged: there was no time");
    }
  }

  @Test
  void whatIsUnknownForWantOfTimeRefusesWhereThatIsAsked() throws Exception {
    try (Webhook webhook = new Webhook(folder, "unknown: enforce", 1, 1, Duration.ZERO)) {
      HttpResponse<String> answer =
          webhook
              .client(HttpClient.Version.HTTP_2)
              .send(
                  webhook.request(Webhook.create("slow"), "?timeout=300ms"),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"allowed\":false", "there was no time");
    }
  }

  @Test
  void whatFindsNoRoomIsAnsweredAtOnce() throws Exception {
    try (Webhook webhook = new Webhook(folder, "", 1, 1, Duration.ZERO)) {
      CompletableFuture<HttpResponse<String>> judged = webhook.postLater(Webhook.create("slow"));
      webhook.runtime.awaitBegun();
      List<CompletableFuture<HttpResponse<String>>> more = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        more.add(webhook.postLater(Webhook.create("good")));
      }
      String first =
          CompletableFuture.anyOf(more.toArray(CompletableFuture[]::new))
              .thenApply(answer -> ((HttpResponse<?>) answer).body().toString())
              .get();
      assertThat(first).contains("not judged: too many reviews wait");
      webhook.runtime.release();
      assertThat(judged.get().body()).contains("\"result\":\"pass\"");
    }
  }

  @Test
  void whatThereIsNothingToJudgeAboutIsAllowedWithoutRoom() throws Exception {
    try (Webhook webhook = new Webhook(folder, "unknown: enforce", 1, 1, Duration.ZERO)) {
      CompletableFuture<HttpResponse<String>> judged = webhook.postLater(Webhook.create("slow"));
      webhook.runtime.awaitBegun();
      CompletableFuture<HttpResponse<String>> waits = webhook.postLater(Webhook.create("good"));
      Eventually.holds(
          () ->
              assertThat(webhook.get("/metrics").body()).contains("seaworthy_admission_queue 1.0"));
      assertThat(webhook.post(Webhook.review("DELETE", "null", Webhook.object("bad"))).body())
          .contains("\"allowed\":true", "\"result\":\"not-judged\"");
      assertThat(webhook.post(Webhook.create("bad")).body())
          .contains("\"allowed\":false", "too many reviews wait");
      assertThat(webhook.post("{").statusCode()).isEqualTo(400);
      webhook.runtime.release();
      assertThat(judged.get().body()).contains("\"result\":\"pass\"");
      assertThat(waits.get().body()).contains("\"result\":\"pass\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void aRenewedCertificateIsTakenUp(String algorithm) throws Exception {
    try (Webhook webhook = Webhook.at(folder)) {
      webhook.renew(IssuedCertificate.issue(algorithm, "2"));
      Eventually.holds(() -> assertThat(webhook.get("/healthz").body()).isEqualTo("ok\n"));
    }
  }

  @Test
  void halfARenewalChangesNothing() throws Exception {
    try (Webhook webhook = Webhook.at(folder)) {
      IssuedCertificate.issue("EC", "2").writeCertificate(webhook.certificate);
      Eventually.holds(() -> assertThat(log(webhook)).contains("certificate-not-reloaded"));
      assertThat(webhook.get("/healthz").body()).isEqualTo("ok\n");
    }
  }

  @Test
  void filesThatAreGoneChangeNothing() throws Exception {
    try (Webhook webhook = Webhook.at(folder)) {
      Files.delete(webhook.key);
      Files.delete(webhook.modes);
      Eventually.holds(
          () ->
              assertThat(log(webhook))
                  .contains("certificate-not-reloaded", "policies-not-reloaded"));
      assertThat(webhook.post(Webhook.create("bad")).body()).contains("\"allowed\":false");
    }
  }

  @Test
  void changedModesAreTakenUp() throws Exception {
    try (Webhook webhook = Webhook.at(folder)) {
      Files.writeString(webhook.modes, "default: audit");
      Eventually.holds(
          () ->
              assertThat(webhook.post(Webhook.create("bad")).body())
                  .contains("\"allowed\":true", "\"findings\":\"T-01"));
    }
  }

  @Test
  void wrongModesLeaveThoseInForce() throws Exception {
    try (Webhook webhook = Webhook.at(folder)) {
      Files.writeString(webhook.modes, "default: perhaps");
      Eventually.holds(() -> assertThat(log(webhook)).contains("policies-not-reloaded"));
      assertThat(webhook.post(Webhook.create("bad")).body()).contains("\"allowed\":false");
    }
  }

  @Test
  void whoIsToldToStopSaysSoServesOnAndAnswersWhatIsUnderWay() throws Exception {
    Webhook webhook = new Webhook(folder, "", 1, 5, Duration.ofMillis(800));
    CompletableFuture<HttpResponse<String>> underWay = webhook.postLater(Webhook.create("slow"));
    webhook.runtime.awaitBegun();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(webhook.server::close);
    Eventually.holds(() -> assertThat(webhook.get("/readyz").statusCode()).isEqualTo(503));
    CompletableFuture<HttpResponse<String>> late = webhook.postLater(Webhook.create("bad"));
    Eventually.holds(
        () -> assertThat(webhook.get("/metrics").body()).contains("seaworthy_admission_queue 1.0"));
    webhook.runtime.release();
    assertThat(underWay.get().body()).contains("\"result\":\"pass\"");
    assertThat(late.get().body()).contains("\"allowed\":false");
    stopped.get();
    assertThatThrownBy(() -> webhook.get("/healthz")).isInstanceOf(IOException.class);
  }

  @Test
  void whoStopsHasClientsLeaveTheirConnections() throws Exception {
    Webhook webhook = new Webhook(folder, "", 1, 5, Duration.ofSeconds(4));
    HttpClient one = webhook.client(HttpClient.Version.HTTP_1_1);
    HttpClient two = webhook.client(HttpClient.Version.HTTP_2);
    HttpRequest review = webhook.request(Webhook.create("bad"), "");
    assertThat(one.send(review, BodyHandlers.ofString()).headers().firstValue("connection"))
        .isEmpty();
    assertThat(two.send(review, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(webhook.server::close);
    Eventually.holds(() -> assertThat(webhook.get("/readyz").statusCode()).isEqualTo(503));
    assertThat(one.send(review, BodyHandlers.ofString()).headers().firstValue("connection"))
        .contains("close");
    for (int i = 0; i < 5; i++) {
      assertThat(two.send(review, BodyHandlers.ofString()).body()).contains("\"allowed\":false");
    }
    stopped.get();
  }

  @Test
  void whatFindsNoMemoryWaitsUnread() throws Exception {
    try (Webhook webhook = new Webhook(folder, "", 1, 10, Duration.ZERO)) {
      CompletableFuture<HttpResponse<String>> judged = webhook.postLater(large("slow"));
      webhook.runtime.awaitBegun();
      CompletableFuture<HttpResponse<String>> waits = webhook.postLater(large("good"));
      awaitOutside(webhook);
      webhook.runtime.release();
      assertThat(judged.get().body()).contains("\"result\":\"pass\"");
      assertThat(waits.get().body()).contains("\"result\":\"pass\"");
      assertThat(webhook.post(large("bad")).body()).contains("\"allowed\":false");
    }
  }

  @Test
  void whatFindsNoMemoryInTimeIsSaidNotToBeRead() throws Exception {
    try (Webhook webhook = new Webhook(folder, "", 1, 10, Duration.ZERO)) {
      CompletableFuture<HttpResponse<String>> judged = webhook.postLater(large("slow"));
      webhook.runtime.awaitBegun();
      HttpResponse<String> answer =
          webhook
              .client(HttpClient.Version.HTTP_1_1)
              .send(webhook.request(large("bad"), "?timeout=500ms"), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("OVERLOADED", "--waiting-mib");
      assertThat(webhook.get("/metrics").body())
          .contains("seaworthy_admission_shed_total{reason=\"memory\"} 1.0");
      webhook.runtime.release();
      assertThat(judged.get().body()).contains("\"result\":\"pass\"");
      assertThat(webhook.post(large("bad")).body()).contains("\"allowed\":false");
    }
  }

  @Test
  void whoSendsSlowlyDoesNotKeepOthersOut() throws Exception {
    try (Webhook webhook = Webhook.at(folder);
        Socket slow = webhook.connect()) {
      String head =
          String.join(
              "\r\n",
              "POST /validate HTTP/1.1",
              "Host: webhook",
              "Content-Length: 8388608",
              "Expect: 100-continue",
              "",
              "");
      slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      // That is said when the review was let in.
      assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100");
      slow.getOutputStream().write('{');
      CompletableFuture<HttpResponse<String>> waits = webhook.postLater(large("bad"));
      awaitOutside(webhook);
      assertThat(waits.get().body()).contains("\"allowed\":false");
    }
  }

  private static void awaitOutside(Webhook webhook) throws Exception {
    Eventually.holds(
        () ->
            assertThat(webhook.get("/metrics").body())
                .contains("seaworthy_admission_queue_outside 1.0"));
  }

  /** More than half of what may wait. */
  private static String large(String name) {
    return Webhook.create(name) + " ".repeat(5 << 20);
  }

  @Test
  void whoIsNotWarmYetSaysSoAndAnswersAllTheSame() throws Exception {
    Duration endless = Duration.ofMinutes(10);
    try (Webhook webhook = new Webhook(folder, "", 1, 5, Duration.ZERO, endless)) {
      assertThat(webhook.get("/readyz").body()).isEqualTo("warming up\n");
      assertThat(webhook.get("/readyz").statusCode()).isEqualTo(503);
      assertThat(webhook.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(webhook.post(Webhook.create("bad")).body()).contains("\"allowed\":false");
      assertThat(webhook.get("/metrics").body())
          .contains("seaworthy_admission_duration_seconds_count 1");
    }
  }

  @Test
  void aServerIsReadyOnceItIsWarm() throws Exception {
    Duration brief = Duration.ofMillis(50);
    try (Webhook webhook = new Webhook(folder, "", 1, 5, Duration.ZERO, brief)) {
      Eventually.holds(() -> assertThat(webhook.get("/readyz").statusCode()).isEqualTo(200));
      Eventually.holds(() -> assertThat(log(webhook)).contains("\"event\":\"ready\""));
    }
  }

  @Test
  void aPortThatIsTakenIsAProblem() throws Exception {
    try (Webhook webhook = Webhook.at(folder)) {
      ServerOptions taken =
          new ServerOptions(
              "127.0.0.1",
              webhook.server.port(),
              webhook.certificate,
              webhook.key,
              Duration.ofSeconds(1),
              1,
              1,
              ServerOptions.LEAST_BYTES,
              Duration.ZERO,
              Duration.ofSeconds(1),
              Duration.ZERO,
              Optional.empty());
      assertThatThrownBy(() -> webhook.another(taken))
          .isInstanceOf(AdmissionException.class)
          .hasMessageContaining("cannot be listened on");
    }
  }

  private static String log(Webhook webhook) {
    return webhook.log.toString(StandardCharsets.UTF_8);
  }
}
