package dev.seaworthy.admission.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.admission.glass.GlassException;
import dev.seaworthy.admission.glass.GlassTerms;
import dev.seaworthy.admission.glass.GlassToken;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LogReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a token does to answers, and where that is told. */
final class BrokenGlassTest {
  private static final SigningKey LOG_KEY = SigningKey.generate(new SecureRandom());

  @TempDir Path folder = Path.of("");
  private Webhook webhook;

  @BeforeEach
  void serve() throws Exception {
    webhook =
        Webhook.keeping(
            folder,
            new DecisionFolder(
                folder.resolve("log"), LOG_KEY, Duration.ofMinutes(1), Optional.empty()));
  }

  @AfterEach
  void stop() {
    webhook.close();
  }

  @Test
  void aTokenLetsThroughWhatWouldBeRefusedAndSaysSo() throws Exception {
    assertThat(webhook.post(asking("bad", "")).body()).contains("\"allowed\":false");
    String answer = webhook.post(asking("bad", token("bad", 0))).body();
    assertThat(answer)
        .contains("\"allowed\":true", "\"result\":\"fail\"", "\"break-glass\":\"opened\"")
        .contains(
            "\"break-glass-reason\":\"INC-1042: hotfix\"", "\"break-glass-findings\":\"T-01: ")
        .contains("\"warnings\":[\"break-glass: let through until ", "T-01: ");
  }

  @Test
  void whatWasLetThroughIsCountedAndLogged() throws Exception {
    webhook.post(asking("bad", token("bad", 0)));
    assertThat(webhook.get("/metrics").body())
        .contains("seaworthy_admission_break_glass_total{outcome=\"opened\"} 1.0");
    webhook.close();
    assertThat(webhook.log.toString(StandardCharsets.UTF_8))
        .contains("\"breakGlass\":\"opened\"", "\"breakGlassReason\":\"INC-1042: hotfix\"");
    assertThat(kept())
        .anyMatch(
            entry ->
                entry.contains("\"breakGlass\":\"opened\"")
                    && entry.contains(
                        "\"breakGlassKey\":\"" + webhook.glassKey.verificationKey().id())
                    && entry.contains("\"user\":\"alice\""));
  }

  @Test
  void theCountIsThereBeforeTheFirstUse() throws Exception {
    assertThat(webhook.get("/metrics").body())
        .contains("seaworthy_admission_break_glass_total{outcome=\"opened\"} 0.0");
  }

  @Test
  void aTokenThatHoldsNothingIsToldAndOpensNothing() throws Exception {
    String answer = webhook.post(asking("bad", token("other", 0))).body();
    assertThat(answer)
        .contains("\"allowed\":false", "\"break-glass\":\"refused\"")
        .contains("\"break-glass-refusal\":\"OTHER_NAME\"", "break-glass is refused: ");
    assertThat(webhook.post(asking("bad", token("bad", -25))).body())
        .contains("\"allowed\":false", "\"break-glass-refusal\":\"EXPIRED\"");
    assertThat(webhook.post(asking("good", "v1.e30.AA")).body())
        .contains("\"allowed\":true", "\"break-glass\":\"refused\"", "break-glass is refused: ");
  }

  @Test
  void whatNeedsNoTokenIsNotSaidToHaveUsedOne() throws Exception {
    assertThat(webhook.post(asking("good", token("good", 0))).body())
        .contains("\"allowed\":true", "\"break-glass\":\"needless\"")
        .doesNotContain("\"warnings\"");
  }

  @Test
  void aTokenOpensWhereTheRuntimeItselfIsBroken() throws Exception {
    Files.writeString(webhook.modes, "unknown: enforce");
    Eventually.holds(
        () -> assertThat(webhook.post(asking("broken", "")).body()).contains("\"allowed\":false"));
    assertThat(webhook.post(asking("broken", token("broken", 0))).body())
        .contains("\"allowed\":true", "\"result\":\"unknown\"", "\"break-glass\":\"opened\"");
  }

  @Test
  void aTokenOfTheOldObjectIsNone() throws Exception {
    String old = object("bad", token("bad", 0));
    String review = asking("bad", "").replace("\"oldObject\":null", "\"oldObject\":" + old);
    assertThat(webhook.post(review).body()).contains("\"allowed\":false");
  }

  private String token(String name, int hoursFromNow) throws GlassException {
    Instant issued =
        Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(hoursFromNow));
    return GlassToken.sign(
        new GlassTerms(
            "shop",
            "ConfigMap",
            name,
            List.of("alice"),
            "INC-1042: hotfix",
            issued,
            issued.plus(Duration.ofHours(1))),
        webhook.glassKey);
  }

  private static String asking(String name, String token) {
    return Webhook.review("CREATE", object(name, token), "null")
        .replace("\"uid\"", "\"userInfo\":{\"username\":\"alice\"},\"uid\"");
  }

  private static String object(String name, String token) {
    String annotations = "\"annotations\":{\"%s\":\"%s\"},".formatted(GlassToken.ANNOTATION, token);
    return token.isEmpty()
        ? Webhook.object(name)
        : Webhook.object(name).replace("\"metadata\":{", "\"metadata\":{" + annotations);
  }

  private List<String> kept() throws Exception {
    List<String> entries = new ArrayList<>();
    LogReader reader = LogReader.open(folder.resolve("log"), LOG_KEY.verificationKey());
    reader.read(
        0,
        reader.checkpoint().size(),
        (index, entry) -> entries.add(new String(entry, StandardCharsets.UTF_8)));
    return entries;
  }
}
