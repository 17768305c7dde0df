package dev.seaworthy.collectors.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.tls.TestCertificates.Made;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {
  private static final Made ROOT = TestCertificates.root("CN=Root,O=Harbor");
  private static final Made OTHER_ROOT = TestCertificates.root("CN=Root,O=Harbor");
  private static final Made ISSUER = TestCertificates.authority("CN=Issuing", ROOT);
  private static final Made SERVER =
      TestCertificates.server(
          "CN=erp.example", ISSUER, "erp.example", "*.erp.example", "10.0.0.1", "2001:db8::1");

  @TempDir private Path folder;

  private static List<Observation> read(String pem, Hints hints) {
    SourceFile file = new SourceFile("tls/erp.pem", pem.length(), InputStream::nullInputStream);
    return new TlsCollector().collect(new Document.Text(file, pem), hints);
  }

  private static Evidence evidence(List<Observation> observations) {
    return observations.stream()
        .filter(Evidence.class::isInstance)
        .map(Evidence.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<Gap> gaps(List<Observation> observations) {
    return observations.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }

  private static JsonNode content(String pem) {
    return evidence(read(pem, Hints.NONE)).content().node();
  }

  private JsonNode contentTrusting(String pem, String trust) throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), trust);
    return evidence(read(pem, new Hints(List.of(), List.of(file)))).content().node();
  }

  @Test
  void aChainIsReadLeafFirst() {
    Evidence evidence = evidence(read(SERVER.pem() + ISSUER.pem(), Hints.NONE));
    JsonNode leaf = evidence.content().node().at("/chain/0");
    assertThat(evidence.subject()).isEqualTo(Subject.of("Certificate", "tls/erp.pem"));
    assertThat(leaf.path("subject").asText()).isEqualTo("CN=erp.example");
    assertThat(leaf.path("issuer").asText()).isEqualTo("CN=Issuing");
    assertThat(leaf.path("serial").asText()).isEqualTo("1267");
    assertThat(leaf.path("dnsNames")).hasToString("[\"erp.example\",\"*.erp.example\"]");
    assertThat(leaf.path("ipAddresses")).hasToString("[\"10.0.0.1\",\"2001:db8::1\"]");
    assertThat(leaf.path("isCa").asBoolean()).isFalse();
    assertThat(leaf.path("notBefore").asLong()).isEqualTo(1_767_225_600L);
    assertThat(leaf.path("notAfter").asLong()).isEqualTo(1_798_761_600L);
    assertThat(leaf.path("sha256").asText()).hasSize(64);
    assertThat(evidence.content().node().at("/chain/1/isCa").asBoolean()).isTrue();
  }

  @Test
  void theChainExpiresWithItsFirstCertificate() {
    Instant soon = Instant.parse("2026-02-01T00:00:00Z");
    Made expired =
        TestCertificates.make(
            "CN=old", "CN=old", ROOT.keys(), ROOT.keys(), "SHA256withECDSA", false, soon);
    assertThat(content(SERVER.pem() + expired.pem()).path("expires").asLong())
        .isEqualTo(soon.getEpochSecond());
  }

  @ParameterizedTest(name = "{0} signed by {1}")
  @CsvSource({
    "P-256, SHA256withECDSA, EC, 256, P-256, SHA256withECDSA, SHA-256",
    "P-384, SHA384withECDSA, EC, 384, P-384, SHA384withECDSA, SHA-384",
    "secp256k1, SHA256withECDSA, EC, 256, secp256k1, SHA256withECDSA, SHA-256",
    "RSA-1024, SHA1withRSA, RSA, 1024, '', SHA1withRSA, SHA-1",
    "RSA-2048, SHA512withRSA, RSA, 2048, '', SHA512withRSA, SHA-512",
    "RSA-1024, MD5withRSA, RSA, 1024, '', MD5withRSA, MD5",
    "Ed25519, Ed25519, Ed25519, 256, '', Ed25519, SHA-512",
  })
  void keysAndSignatures(
      String key,
      String signer,
      String algorithm,
      int bits,
      String curve,
      String name,
      String hash) {
    JsonNode leaf = content(TestCertificates.selfSigned(key, signer, false).pem()).at("/chain/0");
    assertThat(leaf.at("/key/algorithm").asText()).isEqualTo(algorithm);
    assertThat(leaf.at("/key/bits").asInt()).isEqualTo(bits);
    assertThat(leaf.at("/key/curve").asText()).isEqualTo(curve);
    assertThat(leaf.at("/signature/algorithm").asText()).isEqualTo(name);
    assertThat(leaf.at("/signature/hash").asText()).isEqualTo(hash);
    assertThat(leaf.path("selfSigned").asBoolean()).isTrue();
  }

  @Test
  void theCommonNameIsNoAlternativeName() {
    JsonNode leaf = content(TestCertificates.server("CN=erp.example", ISSUER).pem()).at("/chain/0");
    assertThat(leaf.path("dnsNames")).isEmpty();
    assertThat(leaf.path("ipAddresses")).isEmpty();
  }

  @Test
  void orderAndSignatureAreToldApart() {
    JsonNode good = content(SERVER.pem() + ISSUER.pem() + ROOT.pem());
    JsonNode misordered = content(SERVER.pem() + ROOT.pem() + ISSUER.pem());
    Made impostor = TestCertificates.authority("CN=Issuing", ROOT);
    JsonNode forged = content(SERVER.pem() + impostor.pem());
    Made noAuthority = TestCertificates.server("CN=Issuing", ROOT);
    Made issuedByNoAuthority = TestCertificates.server("CN=x", noAuthority);
    JsonNode notAllowed = content(issuedByNoAuthority.pem() + noAuthority.pem());
    JsonNode unrelated = content(SERVER.pem() + TestCertificates.server("CN=y", OTHER_ROOT).pem());
    assertThat(List.of(facts(good), facts(misordered), facts(forged), facts(notAllowed)))
        .containsExactly("true true", "false true", "true false", "true false");
    assertThat(facts(unrelated)).isEqualTo("false false");
  }

  private static String facts(JsonNode content) {
    return content.path("ordered").asBoolean() + " " + content.path("signed").asBoolean();
  }

  @Test
  void aChainIsAnchoredInTheTrustFile() throws IOException {
    String chain = SERVER.pem() + ISSUER.pem();
    assertThat(contentTrusting(chain, ROOT.pem()).path("anchored").asBoolean()).isTrue();
    assertThat(contentTrusting(chain, ISSUER.pem()).path("anchored").asBoolean()).isTrue();
    assertThat(contentTrusting(chain, OTHER_ROOT.pem()).path("anchored").asBoolean()).isFalse();
    assertThat(contentTrusting(chain, OTHER_ROOT.pem()).path("trustGiven").asBoolean()).isTrue();
    assertThat(contentTrusting(SERVER.pem(), ROOT.pem()).path("anchored").asBoolean()).isFalse();
  }

  @Test
  void withoutTrustOnlyASelfSignedEndIsAnAnchor() {
    assertThat(content(SERVER.pem() + ISSUER.pem()).path("anchored").asBoolean()).isFalse();
    assertThat(content(SERVER.pem() + ISSUER.pem() + ROOT.pem()).path("anchored").asBoolean())
        .isTrue();
  }

  @Test
  void unreadableTrustIsAGapAndNotAVerdict() throws IOException {
    Path broken = Files.writeString(folder.resolve("ca.pem"), "nothing");
    List<Observation> observations =
        read(SERVER.pem(), new Hints(List.of(), List.of(broken, folder.resolve("absent.pem"))));
    assertThat(gaps(observations))
        .extracting(gap -> gap.problem().message())
        .containsExactly(
            "the trust file `ca.pem` holds no certificate",
            "the trust file `absent.pem` cannot be opened");
    assertThat(evidence(observations).content().node().path("trustGiven").asBoolean()).isFalse();
  }

  @Test
  void roles() {
    assertThat(content(ROOT.pem() + ISSUER.pem()).path("role").asText()).isEqualTo("ca");
    assertThat(content(SERVER.pem() + ISSUER.pem()).path("role").asText()).isEqualTo("server");
    Made disguised = TestCertificates.selfSigned("P-256", "SHA256withECDSA", true, "erp.example");
    assertThat(content(disguised.pem()).path("role").asText()).isEqualTo("server");
    Hints serves = new Hints(List.of("erp.example"), List.of());
    JsonNode declared = evidence(read(ROOT.pem(), serves)).content().node();
    assertThat(declared.path("role").asText()).isEqualTo("server");
    assertThat(declared.path("serves")).hasToString("[\"erp.example\"]");
  }

  @Test
  void aPrivateKeyIsNotedAndNeverKept() {
    Evidence evidence = evidence(read(SERVER.keyPem() + SERVER.pem(), Hints.NONE));
    String body = SERVER.keyPem().lines().skip(1).findFirst().orElseThrow();
    assertThat(evidence.content().node().path("privateKey").asBoolean()).isTrue();
    assertThat(evidence.content().toString()).doesNotContain(body.substring(0, 20));
    assertThat(content(SERVER.pem()).path("privateKey").asBoolean()).isFalse();
  }

  @Test
  void textAroundBlocksAndLineEndsDoNotMatter() {
    String plain = SERVER.pem() + ISSUER.pem();
    String noted = "subject=erp\r\n" + plain.replace("\n", "\r\n") + "end\r\n";
    assertThat(content(noted)).isEqualTo(content(plain));
  }

  @Test
  void aBrokenBlockCostsOnlyItself() {
    String broken = "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n";
    List<Observation> observations = read(SERVER.pem() + broken + ISSUER.pem(), Hints.NONE);
    int line = (int) SERVER.pem().lines().count() + 1;
    assertThat(gaps(observations)).hasSize(1);
    assertThat(gaps(observations).get(0).location()).hasToString("tls/erp.pem:" + line + ":1");
    assertThat(evidence(observations).content().node().path("chain")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAA=", // an empty sequence
        "MIIB", // a length that nothing follows
        "MIQ/////", // a length of a gigabyte
        "AgEB", // a number
        "MAMCAQGAAA==", // a second value behind the first
        "",
      })
  void absurdAsn1IsAGap(String base64) {
    String pem = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    assertThat(gaps(read(pem, Hints.NONE)))
        .extracting(gap -> gap.problem().code())
        .containsExactly("INVALID_CERTIFICATE");
  }

  @Test
  void endlessNestingIsAGap() {
    byte[] deep = new byte[2_000_000];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getEncoder().encodeToString(deep)
            + "\n-----END CERTIFICATE-----\n";
    assertThat(gaps(read(pem, Hints.NONE))).hasSize(1);
  }

  @Test
  void everyBitFlipIsReadOrRefused() throws IOException {
    byte[] der = SERVER.holder().getEncoded();
    for (int i = 0; i < der.length * 8; i += 3) {
      byte[] bent = der.clone();
      bent[i / 8] ^= (byte) (1 << (i % 8));
      String pem =
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getEncoder().encodeToString(bent)
              + "\n-----END CERTIFICATE-----\n";
      assertThat(read(pem, Hints.NONE)).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing, NOT_PEM",
    "-----BEGIN CERTIFICATE-----, INVALID_CERTIFICATE",
    "-----BEGIN PKCS7-----, UNREAD_PEM_BLOCK"
  })
  void filesWithoutAReadableCertificate(String text, String code) {
    assertThat(gaps(read(text, Hints.NONE)))
        .extracting(gap -> gap.problem().code())
        .containsExactly(code);
  }

  @Test
  void aLoneKeyIsLeftOutByName() {
    SourceFile file = new SourceFile("key.pem", 1, InputStream::nullInputStream);
    Document document = new Document.Text(file, SERVER.keyPem());
    assertThat(new TlsCollector().collect(document, Hints.NONE)).isEmpty();
    assertThat(new TlsCollector().leavesOut(document))
        .containsExactly("PEM file without a certificate");
  }

  @Test
  void findingsPointAtTheBlock() {
    Evidence evidence = evidence(read("# the chain\n" + SERVER.pem() + ISSUER.pem(), Hints.NONE));
    int second = (int) SERVER.pem().lines().count() + 2;
    assertThat(evidence.locations().locate(JsonPath.ROOT).line()).isEqualTo(2);
    assertThat(evidence.locations().locate(JsonPath.of("chain", 1)).line()).isEqualTo(second);
  }
}
