package dev.seaworthy.collectors.tls;

import static dev.seaworthy.collectors.tls.TestCertificates.named;
import static dev.seaworthy.collectors.tls.TestCertificates.root;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.tls.TestCertificates.Made;
import dev.seaworthy.collectors.x509.PemBlocks;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {
  @TempDir Path folder;

  private final Made root = root();
  private final Made issuing = named("issuing").asCa(0).signedBy(root);
  private final Made leaf = named("erp").dns("ERP.harbor.example").ip("10.0.0.7").signedBy(issuing);

  @Test
  void aChainInOrderIsOrderedSignedAndAnchored() {
    JsonNode content = content(pem(leaf, issuing, root), Hints.NONE);

    assertThat(flags(content)).isEqualTo("ordered signed anchored");
    assertThat(content.get("role").textValue()).isEqualTo("server");
    JsonNode first = content.at("/chain/0");
    assertThat(first.get("dnsNames").toString()).isEqualTo("[\"erp.harbor.example\"]");
    assertThat(first.get("ipAddresses").toString()).isEqualTo("[\"10.0.0.7\"]");
    assertThat(first.get("serial").textValue()).isEqualTo("1267");
    assertThat(first.get("notAfter").longValue()).isEqualTo(1_798_761_600L);
    assertThat(first.get("isCa").booleanValue()).isFalse();
    assertThat(content.at("/chain/2/selfSigned").booleanValue()).isTrue();
    assertThat(content.at("/chain/1/isCa").booleanValue()).isTrue();
  }

  @Test
  void aMisorderedChainIsSignedButNotOrdered() {
    assertThat(flags(content(pem(leaf, root, issuing), Hints.NONE))).isEqualTo("signed anchored");
  }

  @Test
  void aLeafAloneIsNotAnchored() {
    assertThat(flags(content(pem(leaf), Hints.NONE))).isEqualTo("ordered signed");
  }

  @Test
  void trustFilesAnchorAChainWithoutRoot() throws IOException {
    Hints hints = trust(pem(root));

    assertThat(flags(content(pem(leaf, issuing), hints)))
        .isEqualTo("ordered signed anchored trustGiven");
  }

  @Test
  void aRootThatIsNotTrustedIsNoAnchorWhenTrustIsGiven() throws IOException {
    Hints hints = trust(pem(root()));

    assertThat(flags(content(pem(leaf, issuing, root), hints)))
        .isEqualTo("ordered signed trustGiven");
  }

  @Test
  void aForeignSignatureUnderTheRightNameIsNotSigned() {
    Made impostor = named("issuing").asCa(0).selfSigned();

    assertThat(flags(content(pem(leaf, impostor), Hints.NONE))).isEqualTo("ordered");
  }

  @Test
  void anIssuerThatIsNoCaAnchorsNothing() {
    Made server = named("server").signedBy(root);
    Made forged = named("forged").signedBy(server);

    assertThat(flags(content(pem(forged, server, root), Hints.NONE))).isEqualTo("ordered signed");
  }

  @Test
  void aPathLongerThanItsIssuerAllowsIsNotAnchored() {
    Made below = named("below").asCa(-1).signedBy(issuing);
    Made deep = named("deep").signedBy(below);

    assertThat(flags(content(pem(deep, below, issuing, root), Hints.NONE)))
        .isEqualTo("ordered signed");
  }

  @Test
  void aSelfSignedServerCertificateIsNoAnchor() {
    assertThat(flags(content(pem(named("erp").selfSigned()), Hints.NONE)))
        .isEqualTo("ordered signed");
  }

  @Test
  void aStrangerInTheFileBreaksTheChain() {
    Made stranger = named("stranger").asCa(-1).selfSigned();

    assertThat(flags(content(pem(leaf, issuing, stranger), Hints.NONE))).isEmpty();
    assertThat(flags(content(pem(leaf, issuing, root()), Hints.NONE))).isEqualTo("ordered");
  }

  @Test
  void aSelfSignedCertificateOfAServerIsNoCaFileThoughItSaysCa() {
    Made server = named("erp").dns("erp.example").asCa(0).selfSigned();
    JsonNode named = content(server.pem(), Hints.NONE);
    JsonNode served = content(root.pem(), new Hints(List.of("erp.example"), List.of()));

    assertThat(named.get("role").textValue()).isEqualTo("server");
    assertThat(served.get("role").textValue()).isEqualTo("server");
  }

  @Test
  void theEvidenceExpiresWithTheFirstCertificateOfTheChain() {
    assertThat(content(pem(leaf, issuing, root), Hints.NONE).get("expires").longValue())
        .isEqualTo(Instant.parse("2027-01-01T00:00:00Z").getEpochSecond());
  }

  @Test
  void aFileOfCasHasTheirRole() {
    JsonNode content = content(pem(issuing, root), Hints.NONE);

    assertThat(content.get("role").textValue()).isEqualTo("ca");
    assertThat(flags(content)).isEqualTo("ordered signed anchored");
  }

  @ParameterizedTest(name = "{0} signed with {1}")
  @CsvSource({
    "P-256, SHA256withECDSA, EC 256 P-256, SHA-256",
    "P-384, SHA384withECDSA, EC 384 P-384, SHA-384",
    "secp256k1, SHA256withECDSA, EC 256 secp256k1, SHA-256",
    "RSA-1024, SHA1withRSA, RSA 1024 , SHA-1",
    "RSA-1024, MD5withRSA, RSA 1024 , MD5",
    "RSA-2048, SHA256withRSA, RSA 2048 , SHA-256",
    "Ed25519, Ed25519, Ed25519 256 , SHA-512",
  })
  void keysAndSignaturesAreNamed(String key, String signature, String shown, String hash) {
    Made made = named("erp").withKey(key).signedWith(signature).asCa(-1).selfSigned();
    JsonNode content = content(made.pem(), Hints.NONE);
    JsonNode one = content.at("/chain/0");

    assertThat(
            one.at("/key/algorithm").asText()
                + " "
                + one.at("/key/bits").asText()
                + " "
                + one.at("/key/curve").asText(""))
        .isEqualTo(shown.contains("P-") || shown.contains("secp") ? shown : shown + " ");
    assertThat(one.at("/signature/hash").asText()).isEqualTo(hash);
    assertThat(one.at("/signature/algorithm").asText()).isEqualTo(signature);
    assertThat(flags(content)).isEqualTo("ordered signed anchored");
  }

  @Test
  void aCommonNameIsNoHostName() {
    assertThat(
            content(named("erp.harbor.example").selfSigned().pem(), Hints.NONE)
                .at("/chain/0/dnsNames"))
        .isEmpty();
  }

  @Test
  void anExpiredCertificateIsReadLikeAnyOther() {
    Made old = named("old").until(Instant.parse("2026-02-01T00:00:00Z")).selfSigned();

    assertThat(content(old.pem(), Hints.NONE).at("/chain/0/notAfter").longValue())
        .isEqualTo(1_769_904_000L);
  }

  @Test
  void aPrivateKeyIsNotedAndNotKept() {
    String key = TestCertificates.pem("PRIVATE KEY", leaf.keys().getPrivate().getEncoded());
    Evidence evidence = evidence(leaf.pem() + key, Hints.NONE);

    assertThat(evidence.content().node().get("privateKey").booleanValue()).isTrue();
    assertThat(evidence.content().toString()).doesNotContain(key.lines().toList().get(1));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"\r\n", "\r", "  \n"})
  void lineEndsDoNotMatter(String end) {
    assertThat(content(leaf.pem().replace("\n", end), Hints.NONE).get("chain")).hasSize(1);
  }

  @Test
  void explanationAroundBlocksIsPassedOver() {
    String text = "subject=erp\n" + leaf.pem() + "\nissuer=issuing\n" + issuing.pem() + "end\n";
    Evidence evidence = evidence(text, Hints.NONE);

    assertThat(evidence.content().node().get("chain")).hasSize(2);
    assertThat(evidence.locations().locate(JsonPath.of("chain", 0, "notAfter")).line())
        .isEqualTo(2);
    assertThat(evidence.locations().locate(JsonPath.of("chain", 1)).line()).isGreaterThan(8);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "-----BEGIN CERTIFICATE-----;!!!;-----END CERTIFICATE-----|BROKEN_PEM:1",
        ";-----BEGIN CERTIFICATE-----;-----END CERTIFICATE-----|BROKEN_PEM:2",
        "-----BEGIN CERTIFICATE-----;AAAA;-----END RSA KEY-----|BROKEN_PEM:1",
        ";;-----END CERTIFICATE-----|BROKEN_PEM:3",
        "-----BEGIN CERTIFICATE-----;AAAA|BROKEN_PEM:1",
        "x -----BEGIN CERTIFICATE-----;AAAA|BROKEN_PEM:1",
        "-----BEGIN CERTIFICATE-----;AAAA;-----END CERTIFICATE-----|NOT_A_CERTIFICATE:1",
        "-----BEGIN CERTIFICATE-----;MIIB;-----END CERTIFICATE-----|NOT_A_CERTIFICATE:1",
        "-----BEGIN CERTIFICATE-----;MAMCAQE=;-----END CERTIFICATE-----|NOT_A_CERTIFICATE:1",
      })
  void aBrokenBlockIsAGapAndCostsItselfOnly(String block, String gap) {
    List<Observation> observations =
        observe(block.replace(';', '\n') + "\n" + leaf.pem(), Hints.NONE);

    assertThat(gaps(observations)).containsExactly(gap);
    assertThat(observations).hasSize(2);
  }

  @Test
  void anyBitChangedIsAGapOrAnotherCertificateAndNeverAnError() {
    byte[] bytes = leaf.encoded();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x15;
      assertThat(observe(TestCertificates.pem("CERTIFICATE", changed), Hints.NONE))
          .as("byte %d", i)
          .isNotEmpty();
    }
  }

  @Test
  void absurdlyDeepAsn1IsAGap() {
    byte[] deep = new byte[20_000];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }

    assertThat(gaps(observe(TestCertificates.pem("CERTIFICATE", deep), Hints.NONE)))
        .containsExactly("NOT_A_CERTIFICATE:1");
  }

  @Test
  void moreBlocksThanAnyServerSendsAreAGap() {
    assertThat(gaps(observe(leaf.pem().repeat(PemBlocks.MAX_BLOCKS + 1), Hints.NONE)))
        .containsExactly("TOO_MANY_CERTIFICATES:1");
  }

  @Test
  void trustThatCannotBeReadIsAGap() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
    Hints hints = new Hints(List.of(), List.of(folder.resolve("gone.pem"), empty));
    List<Observation> observations = observe(pem(leaf, issuing, root), hints);

    assertThat(gaps(observations)).containsExactly("UNREADABLE_TRUST:0", "EMPTY_TRUST:0");
    assertThat(flags(((Evidence) observations.get(0)).content().node()))
        .isEqualTo("ordered signed trustGiven");
  }

  @Test
  void hostsThatItServesAreTold() {
    assertThat(content(leaf.pem(), new Hints(List.of("erp.example"), List.of())).get("serves"))
        .hasSize(1);
  }

  @Test
  void noProviderIsRegistered() {
    content(leaf.pem(), Hints.NONE);

    assertThat(Security.getProvider("BC")).isNull();
  }

  private Hints trust(String pem) throws IOException {
    return new Hints(List.of(), List.of(Files.writeString(folder.resolve("ca.pem"), pem)));
  }

  private static String pem(Made... chain) {
    return List.of(chain).stream().map(Made::pem).collect(Collectors.joining());
  }

  private static String flags(JsonNode content) {
    return List.of("ordered", "signed", "anchored", "trustGiven").stream()
        .filter(flag -> content.get(flag).booleanValue())
        .collect(Collectors.joining(" "));
  }

  private static List<String> gaps(List<Observation> observations) {
    return observations.stream()
        .filter(Gap.class::isInstance)
        .map(Gap.class::cast)
        .map(gap -> gap.problem().code() + ":" + gap.location().line())
        .toList();
  }

  private static JsonNode content(String pem, Hints hints) {
    return evidence(pem, hints).content().node();
  }

  private static Evidence evidence(String pem, Hints hints) {
    return (Evidence) observe(pem, hints).get(0);
  }

  private static List<Observation> observe(String pem, Hints hints) {
    SourceFile file =
        new SourceFile("tls.pem", pem.length(), () -> new ByteArrayInputStream(new byte[0]));
    Document document = new Document.Text(file, pem);
    assertThat(new TlsCollector().recognises(document)).isTrue();
    return new TlsCollector().collect(document, hints);
  }
}
