package dev.seaworthy.admission.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.Waiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waivers do to answers, and what is told of those that do nothing. */
final class WaiversTest {
  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

  @TempDir Path folder = Path.of("");
  private Webhook webhook;

  @BeforeEach
  void serve() throws Exception {
    webhook = Webhook.at(folder);
  }

  @AfterEach
  void stop() {
    webhook.close();
  }

  @Test
  void whatIsWaivedRefusesNothingAndIsTold() throws Exception {
    inForce(waiver("T-01", new Subject("ConfigMap", "shop", "bad"), LATER));
    assertThat(webhook.post(Webhook.create("bad")).body())
        .contains("\"allowed\":true", "\"result\":\"pass\"", "\"waived\":\"T-01: ")
        .contains("waived by web-team until ");
    assertThat(webhook.get("/metrics").body())
        .contains("seaworthy_admission_waived_total 1.0")
        .contains("seaworthy_admission_waivers{state=\"holding\"} 1.0")
        .contains("seaworthy_admission_waivers{state=\"unused\"} 0.0");
  }

  @Test
  void aWaiverForAnotherObjectCoversNothing() throws Exception {
    inForce(waiver("T-01", new Subject("ConfigMap", "bank", "bad"), LATER));
    assertThat(webhook.post(Webhook.create("bad")).body()).contains("\"allowed\":false");
    assertThat(webhook.get("/metrics").body())
        .contains("seaworthy_admission_waivers{state=\"unused\"} 1.0");
    webhook.close();
    assertThat(log()).contains("\"event\":\"waiver-unused\"", "covered nothing");
  }

  @Test
  void aWaiverThatWasUsedIsNoLessUsedAfterAChange() throws Exception {
    inForce(waiver("T-01", new Subject("", "", ""), LATER));
    webhook.post(Webhook.create("bad"));
    int reloads = reloads();
    Files.writeString(webhook.modes, "default: warn");
    Eventually.holds(() -> assertThat(reloads()).isGreaterThan(reloads));
    assertThat(webhook.get("/metrics").body())
        .contains("seaworthy_admission_waivers{state=\"unused\"} 0.0");
    webhook.close();
    assertThat(log()).doesNotContain("waiver-unused");
  }

  @Test
  void anExpiredWaiverCoversNothingAndIsToldOnce() throws Exception {
    inForce(waiver("T-01", new Subject("", "", ""), Instant.EPOCH));
    assertThat(webhook.post(Webhook.create("bad")).body()).contains("\"allowed\":false");
    Eventually.holds(() -> assertThat(log()).contains("WAIVER_EXPIRED"));
    // The files are looked at every 20 ms.
    Thread.sleep(200);
    assertThat(log().split("WAIVER_EXPIRED", -1)).hasSize(2);
    assertThat(webhook.get("/metrics").body())
        .contains("seaworthy_admission_waivers{state=\"expired\"} 1.0");
  }

  @Test
  void aWaiverThatExpiresInForceHoldsNoLonger() throws Exception {
    inForce(waiver("T-01", new Subject("", "", ""), Instant.now().plusSeconds(6)));
    assertThat(webhook.post(Webhook.create("bad")).body()).contains("\"allowed\":true");
    Eventually.holds(
        () -> assertThat(webhook.post(Webhook.create("bad")).body()).contains("\"allowed\":false"));
    Eventually.holds(() -> assertThat(log()).contains("WAIVER_EXPIRED"));
  }

  @Test
  void aWaiverOfWhatNoBundleHasIsTold() throws Exception {
    inForce(waiver("T-99", new Subject("", "", ""), LATER));
    Eventually.holds(() -> assertThat(log()).contains("WAIVER_UNKNOWN_CONTROL"));
  }

  private void inForce(Waiver waiver) throws Exception {
    webhook.waivers = List.of(waiver);
    Files.writeString(webhook.modes, "default: enforce");
    Eventually.holds(() -> assertThat(log()).contains("policies-reloaded"));
  }

  private static Waiver waiver(String control, Subject subject, Instant expires) {
    return new Waiver(control, "", subject, "web-team", "until the rename", expires);
  }

  private int reloads() {
    return log().split("policies-reloaded", -1).length;
  }

  private String log() {
    return webhook.log.toString(StandardCharsets.UTF_8);
  }
}
