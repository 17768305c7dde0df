package dev.seaworthy.admission.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.admission.ReviewReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real HTTPS on this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdmissionServerTest {
  private Webhook webhook;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    webhook = Webhook.at(folder);
  }

  @AfterAll
  void stop() {
    webhook.close();
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aReviewIsAnsweredInBothVersionsOfHttp(HttpClient.Version version) throws Exception {
    HttpResponse<String> answer =
        webhook
            .client(version)
            .send(webhook.request(Webhook.create("bad"), ""), BodyHandlers.ofString());
    assertThat(answer.version()).isEqualTo(version);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .contains("\"uid\":\"u-1\"", "\"allowed\":false", "T-01: `ConfigMap shop/bad` has a bad");
  }

  @Test
  void aProbeByAnAddressThatTheCertificateDoesNotNameIsAnswered() throws Exception {
    assertThat(webhook.statusFor("/healthz", "10.1.2.3")).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void whatIsInOrderIsAllowed() throws Exception {
    assertThat(webhook.post(Webhook.create("good")).body())
        .contains("\"allowed\":true", "\"result\":\"pass\"");
  }

  @Test
  void anUpdateThatBringsNothingNewIsAllowed() throws Exception {
    String bad = Webhook.object("bad");
    assertThat(webhook.post(Webhook.review("UPDATE", bad, bad)).body())
        .contains("\"allowed\":true", "\"result\":\"fail\"");
  }

  @Test
  void aDryRunIsAnsweredAlike() throws Exception {
    String dry = Webhook.create("bad").replace("\"uid\"", "\"dryRun\":true,\"uid\"");
    assertThat(webhook.post(dry).body())
        .isEqualTo(webhook.post(Webhook.create("bad")).body())
        .contains("\"allowed\":false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"kind\":\"AdmissionReview\"}", "\u0000\u0001"})
  void aMalformedReviewIsAProblem(String body) throws Exception {
    HttpResponse<String> answer = webhook.post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("MALFORMED_REVIEW", "send an AdmissionReview");
  }

  @Test
  void aReviewOfThreeMegabytesIsJudged() throws Exception {
    String large =
        Webhook.create("bad")
            .replace(
                "\"metadata\"",
                "\"data\":{\"a\":\"%s\"},\"metadata\"".formatted("x".repeat(3 << 20)));
    assertThat(webhook.post(large).body()).contains("\"allowed\":false");
  }

  @Test
  void aReviewBeyondTheLimitIsRefusedUnread() throws Exception {
    HttpResponse<String> answer =
        webhook
            .client(HttpClient.Version.HTTP_1_1)
            .send(
                webhook.request("x".repeat(ReviewReader.MAX_BYTES + 1), ""),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("TOO_LARGE");
  }

  @Test
  void aReviewThatDoesNotTellItsLengthIsRefusedBeyondTheLimit() throws Exception {
    byte[] much = "x".repeat(ReviewReader.MAX_BYTES + 1).getBytes(StandardCharsets.US_ASCII);
    HttpRequest chunked =
        HttpRequest.newBuilder(webhook.uri("/validate"))
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(much)))
            .build();
    HttpResponse<String> answer =
        webhook.client(HttpClient.Version.HTTP_1_1).send(chunked, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void aDefectLeavesTheReviewUnknownAndTheServerUp() throws Exception {
    assertThat(webhook.post(Webhook.create("broken")).body())
        .contains("\"allowed\":true", "\"warnings\":[\"not judged: ");
    assertThat(webhook.post(Webhook.create("good")).body()).contains("\"result\":\"pass\"");
  }

  @Test
  void reviewsArePosted() throws Exception {
    assertThat(webhook.get("/validate").statusCode()).isEqualTo(405);
  }

  @Test
  void otherPathsAreNotFound() throws Exception {
    assertThat(webhook.get("/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void statusTellsThatItIsWell() throws Exception {
    assertThat(webhook.get("/healthz").body()).isEqualTo("ok\n");
    assertThat(webhook.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(webhook.get("/version").body())
        .contains("\"version\":\"1.2.3\"", "\"naming\":{\"digest\":\"sha256:");
  }

  @Test
  void metricsCountAnswers() throws Exception {
    webhook.post(Webhook.create("bad"));
    assertThat(webhook.get("/metrics").body())
        .containsPattern(
            "seaworthy_admission_requests_total\\{answer=\"denied\",kind=\"ConfigMap\","
                + "operation=\"CREATE\",result=\"fail\"} [1-9]")
        .contains(
            "seaworthy_admission_duration_seconds_bucket{le=\"0.005\"}",
            "seaworthy_admission_queue 0.0",
            "seaworthy_admission_bundle_info{digest=\"sha256:",
            "seaworthy_admission_certificate_expiry_seconds ");
  }

  @Test
  void decisionsAreLogged() throws IOException, InterruptedException {
    webhook.post(Webhook.create("bad").replace("u-1", "u-logged"));
    Eventually.holds(
        () ->
            assertThat(webhook.log.toString(StandardCharsets.UTF_8))
                .containsPattern("\"allowed\":false,.*\"uid\":\"u-logged\""));
  }
}
