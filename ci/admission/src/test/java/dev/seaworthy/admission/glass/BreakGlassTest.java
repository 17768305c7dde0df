package dev.seaworthy.admission.glass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.key.PreAuthentication;
import dev.seaworthy.engine.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BreakGlassTest {
  private static final String TYPE = "application/vnd.seaworthy.break-glass+json";
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final BreakGlass GLASS = new BreakGlass(List.of(KEY.verificationKey()));
  private static final Asked ASKED = new Asked("shop", "Deployment", "web-1", "alice");

  @Test
  void whatATokenIsForIsLetThroughAsOftenAsItIsAsked() throws GlassException {
    String token = GlassToken.sign(terms(), KEY);
    assertThat(GLASS.ask(token, ASKED, NOW)).isInstanceOf(BreakGlass.Answer.Holds.class);
    assertThat(GLASS.ask(token, ASKED, NOW)).isEqualTo(GLASS.ask(token, ASKED, NOW));
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "bank, Deployment, web-1, alice, OTHER_NAMESPACE",
    "'', Deployment, web-1, alice, OTHER_NAMESPACE",
    "shop, Pod, web-1, alice, OTHER_KIND",
    "shop, Deployment, db, alice, OTHER_NAME",
    "shop, Deployment, web-1, mallory, OTHER_USER",
    "shop, Deployment, web-1, '', OTHER_USER",
    "shop, Deployment, web-1, Alice, OTHER_USER"
  })
  void nothingElseIs(String namespace, String kind, String name, String user, String code)
      throws GlassException {
    refused(
        GLASS.ask(GlassToken.sign(terms(), KEY), new Asked(namespace, kind, name, user), NOW),
        code);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T11:59:59Z, NOT_YET",
    "2026-11-29T13:00:00Z, EXPIRED",
    "2026-12-29T12:00:00Z, EXPIRED",
    "1970-01-01T00:00:00Z, NOT_YET"
  })
  void norIsItBeforeOrAfterItsTime(Instant when, String code) throws GlassException {
    refused(GLASS.ask(GlassToken.sign(terms(), KEY), ASKED, when), code);
  }

  @Test
  void theLastSecondCounts() throws GlassException {
    Instant last = Instant.parse("2026-11-29T12:59:59.999Z");
    assertThat(GLASS.ask(GlassToken.sign(terms(), KEY), ASKED, last))
        .isInstanceOf(BreakGlass.Answer.Holds.class);
  }

  @Test
  void noCharacterOfATokenCanBeAnother() throws GlassException {
    String token = GlassToken.sign(terms(), KEY);
    for (int i = 0; i < token.length(); i++) {
      for (char c : new char[] {'A', 'b', '-', '.', '='}) {
        String other = token.substring(0, i) + c + token.substring(i + 1);
        if (!other.equals(token)) {
          assertThat(GLASS.ask(other, ASKED, NOW))
              .as("%s at %d", c, i)
              .isInstanceOf(BreakGlass.Answer.Refused.class);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "true",
        "v1",
        "v1..",
        "v1.e30.",
        "v2.e30.AA",
        "v1.e30.AA.AA",
        "v1.e30=.AA",
        "v1. e30.AA",
        "v1.%s.AA",
        "null"
      })
  void whatIsNoTokenIsRefused(String text) {
    assertThat(GLASS.ask(text, ASKED, NOW)).isInstanceOf(BreakGlass.Answer.Refused.class);
  }

  @Test
  void aTextOfMegabytesIsRefusedUnread() {
    refused(GLASS.ask("v1." + "A".repeat(8 << 20) + ".AA", ASKED, NOW), "NOT_A_TOKEN");
  }

  @Test
  void aKeyThatIsNotTrustedForItOpensNothing() throws GlassException {
    String token = GlassToken.sign(terms(), SigningKey.generate(new SecureRandom()));
    refused(GLASS.ask(token, ASKED, NOW), "BAD_SIGNATURE");
  }

  @Test
  void withoutATrustedKeyNothingOpens() throws GlassException {
    refused(BreakGlass.NONE.ask(GlassToken.sign(terms(), KEY), ASKED, NOW), "NOT_TRUSTED");
  }

  @Test
  void whatTheKeySignedAsSomethingElseIsNoToken() {
    byte[] payload = terms().toJson().bytes();
    refused(
        GLASS.ask(
            text(payload, KEY.sign(PreAuthentication.of("application/vnd.in-toto+json", payload))),
            ASKED,
            NOW),
        "BAD_SIGNATURE");
    refused(GLASS.ask(text(payload, KEY.sign(payload)), ASKED, NOW), "BAD_SIGNATURE");
  }

  @Test
  void termsThatNobodyShouldHaveSignedHoldNothing() {
    refused(GLASS.ask(signed(with("expires", "2026-12-29T12:00:00Z")), ASKED, NOW), "BAD_TERMS");
    refused(
        GLASS.ask(signed(with("expires", "+1000000000-12-31T23:59:59Z")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("expires", "2026-11-29T11:00:00Z")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("expires", "soon")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("users", List.of())), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("users", "alice")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("users", List.of(7))), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("kind", "*")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("reason", "")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("reason", "INC-1\nallowed: true")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("reason", "INC-1042 \u202eevil")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed(with("more", "x")), ASKED, NOW), "BAD_TERMS");
    refused(GLASS.ask(signed("[]".getBytes(StandardCharsets.UTF_8)), ASKED, NOW), "BAD_TERMS");
    refused(
        GLASS.ask(signed((" " + terms().toJson()).getBytes(StandardCharsets.UTF_8)), ASKED, NOW),
        "NOT_A_TOKEN");
  }

  @Test
  void noTermsAreSignedThatHoldTooLong() {
    GlassTerms terms =
        new GlassTerms(
            "shop",
            "Deployment",
            "*",
            List.of("alice"),
            "INC-1042: hotfix",
            NOW,
            NOW.plus(GlassTerms.LONGEST).plusSeconds(1));
    assertThatThrownBy(() -> GlassToken.sign(terms, KEY))
        .isInstanceOf(GlassException.class)
        .hasMessageContaining("within 24 hours");
  }

  @Test
  void whatARefusalSaysIsNotWhatAForgerWrote() {
    String forged = text(with("reason", "call 555-0100 now"), new byte[70]);
    assertThat(GLASS.ask(forged, ASKED, NOW).toString()).doesNotContain("555-0100");
  }

  @Test
  void checkingManyTokensIsCheap() {
    Instant begin = Instant.now();
    String forged = text(terms().toJson().bytes(), new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1});
    for (int i = 0; i < 200; i++) {
      refused(GLASS.ask(forged, ASKED, NOW), "BAD_SIGNATURE");
    }
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  private static void refused(BreakGlass.Answer answer, String code) {
    assertThat(answer).isInstanceOf(BreakGlass.Answer.Refused.class);
    assertThat(((BreakGlass.Answer.Refused) answer).why().code()).isEqualTo(code);
  }

  private static GlassTerms terms() {
    return new GlassTerms(
        "shop",
        "Deployment",
        "web-*",
        List.of("alice", "bob"),
        "INC-1042: hotfix",
        NOW,
        NOW.plus(Duration.ofHours(1)));
  }

  private static byte[] with(String key, Object value) {
    Map<String, Object> tree = new TreeMap<>();
    JsonNode sound = terms().toJson().node();
    sound.fieldNames().forEachRemaining(name -> tree.put(name, sound.path(name)));
    tree.put(key, value);
    return CanonicalJson.of(tree).bytes();
  }

  private static String signed(byte[] payload) {
    return text(payload, KEY.sign(PreAuthentication.of(TYPE, payload)));
  }

  private static String text(byte[] payload, byte[] signature) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return "v1.%s.%s".formatted(encoder.encodeToString(payload), encoder.encodeToString(signature));
  }
}
