package dev.seaworthy.collectors.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.ReadFile;
import dev.seaworthy.collectors.StorePassword;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that Java's keytool and OpenSSL made. */
@Timeout(180)
class StoreFileTest {
  private static final String PASSWORD = "s3cret-of-the-store";

  @TempDir static Path folder;

  private static TestTool openssl;
  private static TestTool keytool;

  /** A root, what it issued, and the server's certificate that this issued. */
  @BeforeAll
  static void makeCertificates() throws Exception {
    openssl = TestTool.onPath("openssl", folder);
    keytool = TestTool.ofJava("keytool", folder);
    assumeTrue(openssl.isThere(), "openssl is not on the PATH: no real store is made");
    request("root", "/CN=Harbor Root");
    openssl.run("x509 -req -in root.csr -signkey root.key -days 90 -out root.pem -extfile", ca());
    request("issuing", "/CN=Harbor Issuing CA");
    openssl.run(
        "x509 -req -in issuing.csr -CA root.pem -CAkey root.key -CAcreateserial -days 60"
            + " -out issuing.pem -extfile",
        ca());
    request("erp", "/CN=erp");
    Files.writeString(folder.resolve("erp.ext"), "subjectAltName=DNS:erp.harbor.example\n");
    openssl.run(
        "x509 -req -in erp.csr -CA issuing.pem -CAkey issuing.key -CAcreateserial -days 30"
            + " -out erp.pem -extfile erp.ext");
    Files.writeString(
        folder.resolve("chain.pem"),
        Files.readString(folder.resolve("root.pem"))
            + Files.readString(folder.resolve("issuing.pem")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "-certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1",
        "-certpbe PBE-SHA1-RC2-40 -legacy",
        "-certpbe AES-128-CBC -keypbe AES-128-CBC -iter 100000",
        "-certpbe NONE -keypbe NONE -nomac",
        "-certpbe NONE",
      })
  void openSslsStoresAreReadWhateverEncryptsThem(String options) throws Exception {
    openssl.run(
        "pkcs12 -export -in erp.pem -inkey erp.key -certfile chain.pem -name erp -out a.p12"
            + " -passout pass:"
            + PASSWORD
            + " "
            + options);
    List<Observation> observations = read("a.p12", opened(PASSWORD));

    assertThat(shown(observations)).containsExactly("Certificate a.p12#erp server 3 PKCS12 key");
    JsonNode content = content(observations);
    assertThat(content.at("/chain/0/dnsNames/0").textValue()).isEqualTo("erp.harbor.example");
    assertThat(content.get("ordered").booleanValue()).isTrue();
    assertThat(content.get("signed").booleanValue()).isTrue();
    assertThat(content.get("anchored").booleanValue()).isTrue();
    assertThat(content.get("privateKey").booleanValue()).isTrue();
    assertThat(content.at("/chain/0/sha256").textValue()).isEqualTo(fingerprint("erp.pem"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"PKCS12, PKCS12", "JKS, JKS", "JCEKS, JCEKS"})
  void keytoolsStoresAreReadInAllItsFormats(String format, String shown) throws Exception {
    javaStore("b.store", format);
    List<Observation> observations = read("b.store", opened(PASSWORD));

    assertThat(shown(observations))
        .containsExactly(
            "Certificate b.store#erp server 3 " + shown + " key",
            "Certificate b.store ca 1 " + shown + " trusted");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"JKS", "JCEKS"})
  void javasOwnStoresNeedNoPassword(String format) throws Exception {
    javaStore("c.jks", format);

    assertThat(shown(read("c.jks", Hints.NONE))).hasSize(2);
  }

  @Test
  void aTrustStoreThatIsServedIsHeldToTheHosts() throws Exception {
    keytool.run(
        "-importcert -noprompt -alias root -file root.pem -keystore t.jks -storetype JKS"
            + " -storepass "
            + PASSWORD);

    assertThat(shown(read("t.jks", Hints.NONE)))
        .containsExactly("Certificate t.jks ca 1 JKS trusted");
    assertThat(shown(read("t.jks", new Hints(List.of("erp.example"), List.of()))))
        .containsExactly("Certificate t.jks server 1 JKS trusted");
  }

  @Test
  void anEncryptedStoreWithoutAPasswordIsAGapThatTellsHowToMendIt() throws Exception {
    javaStore("d.p12", "PKCS12");
    List<Observation> observations = read("d.p12", Hints.NONE);

    assertThat(shown(observations)).containsExactly("KEY_STORE_ENCRYPTED");
    assertThat(((Gap) observations.get(0)).problem().fix()).contains("passwordVariable");
    assertThat(((Gap) observations.get(0)).affects()).containsExactly("tls/certificate");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() throws Exception {
    javaStore("e.p12", "PKCS12");
    Hints hints =
        Hints.NONE.opening(List.of(new StorePassword("SEAWORTHY_PASSWORD_ERP", Optional.empty())));

    assertThat(((Gap) read("e.p12", hints).get(0)).problem().message())
        .contains("$SEAWORTHY_PASSWORD_ERP", "is not set");
  }

  @Test
  void aWrongPasswordIsAGapThatDoesNotShowIt() throws Exception {
    javaStore("f.p12", "PKCS12");
    List<Observation> observations = read("f.p12", opened("not-the-password"));

    assertThat(shown(observations)).containsExactly("KEY_STORE_PASSWORD_WRONG");
    assertThat(observations.toString()).doesNotContain("not-the-password");
  }

  @Test
  void noPasswordIsTheEmptyOne() throws Exception {
    openssl.run(
        "pkcs12 -export -in erp.pem -inkey erp.key -name erp -out g.p12 -passout pass: -certpbe"
            + " PBE-SHA1-3DES");
    openssl.run("pkcs12 -export -in erp.pem -nokeys -out h.p12 -passout pass:");

    assertThat(shown(read("g.p12", Hints.NONE)))
        .containsExactly("Certificate g.p12#erp server 1 PKCS12 key");
    assertThat(shown(read("h.p12", Hints.NONE)))
        .containsExactly("Certificate h.p12 server 1 PKCS12 certificate");
  }

  @Test
  void neitherKeysNorPasswordsReachEvidence() throws Exception {
    openssl.run(
        "pkcs12 -export -in erp.pem -inkey erp.key -out i.p12 -keypbe NONE -certpbe NONE"
            + " -nomac -passout pass:"
            + PASSWORD);
    String pem = Files.readString(folder.resolve("erp.key"));
    byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    byte[] secret = Arrays.copyOfRange(key, 36, 68);
    List<Observation> observations = read("i.p12", opened(PASSWORD));
    String all = content(observations).toString() + observations;

    assertThat(indexOf(Files.readAllBytes(folder.resolve("i.p12")), secret)).isPositive();
    assertThat(all).doesNotContain(PASSWORD);
    assertThat(all).doesNotContain(Base64.getEncoder().encodeToString(secret).substring(0, 40));
    assertThat(all).doesNotContain(java.util.HexFormat.of().formatHex(secret));
  }

  @Test
  void iterationsAreBounded() throws Exception {
    openssl.run(
        "pkcs12 -export -in erp.pem -nokeys -iter 2000001 -nomaciter -out j.p12 -passout pass:"
            + PASSWORD);
    long start = System.nanoTime();

    assertThat(shown(read("j.p12", opened(PASSWORD)))).containsExactly("KEY_STORE_TOO_COSTLY");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void anEntryThatIsNoCertificateCostsItselfOnly() throws Exception {
    byte[] good = certificate("erp.pem");
    byte[] bytes = store(2, entry("good", good), entry("bad", new byte[] {0x30, 1, 2}));

    assertThat(shown(read("k.jks", bytes, Hints.NONE)))
        .containsExactly("NOT_A_CERTIFICATE", "Certificate k.jks ca 1 JKS trusted");
  }

  @Test
  void aSecretKeyIsNeverDeserialized() throws Exception {
    keytool.run(
        "-genseckey -keypass "
            + PASSWORD
            + " -alias zz -keyalg AES -keysize 128 -keystore l.jceks -storetype JCEKS"
            + " -storepass "
            + PASSWORD);

    assertThat(shown(read("l.jceks", Hints.NONE))).containsExactly("KEY_STORE_NOT_SUPPORTED");
  }

  @Test
  void everyTruncationIsAGap() throws Exception {
    for (String format : List.of("JKS", "PKCS12")) {
      javaStore("m.store", format);
      byte[] bytes = Files.readAllBytes(folder.resolve("m.store"));
      for (int length = 12; length < bytes.length; length += 37) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThat(shown(read("m.jks", cut, opened(PASSWORD))))
            .as("%s cut to %d", format, length)
            .contains("BROKEN_KEY_STORE");
      }
    }
  }

  @Test
  void anyByteChangedIsAGapOrAnotherStoreAndNeverAnError() throws Exception {
    javaStore("n.p12", "PKCS12");
    byte[] bytes = Files.readAllBytes(folder.resolve("n.p12"));
    for (int i = 0; i < bytes.length; i += 3) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x15;
      assertThat(read("n.p12", changed, opened(PASSWORD))).as("byte %d", i).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0} entries")
  @CsvSource({"1001, KEY_STORE_TOO_COSTLY", "-1, KEY_STORE_TOO_COSTLY", "5, BROKEN_KEY_STORE"})
  void countsAreNotBelieved(int count, String problem) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xFEEDFEED);
    out.writeInt(2);
    out.writeInt(count);

    assertThat(shown(read("o.jks", bytes.toByteArray(), Hints.NONE))).containsExactly(problem);
  }

  @Test
  void whatIsNoStoreIsAGap() {
    assertThat(shown(read("p.p12", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, Hints.NONE)))
        .containsExactly("BROKEN_KEY_STORE");
    assertThat(shown(read("q.pfx", new byte[9 << 20], Hints.NONE)))
        .containsExactly("KEY_STORE_TOO_COSTLY");
  }

  @Test
  void absurdlyDeepAsn1IsAGap() {
    byte[] deep = new byte[1 << 20];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }

    assertThat(shown(read("r.p12", deep, Hints.NONE))).containsExactly("BROKEN_KEY_STORE");
  }

  @Test
  void pemUnderTheNameOfAStoreIsPem() throws Exception {
    byte[] pem = Files.readAllBytes(folder.resolve("erp.pem"));
    List<Document> documents = ReadFile.of("s.p12", pem).all();

    assertThat(documents).hasOnlyElementsOfType(Document.Text.class);
  }

  private static void javaStore(String name, String format) throws Exception {
    Files.deleteIfExists(folder.resolve(name));
    openssl.run(
        "pkcs12 -export -in erp.pem -inkey erp.key -certfile chain.pem -name erp -out in.p12"
            + " -passout pass:"
            + PASSWORD);
    keytool.run(
        "-importkeystore -srckeystore in.p12 -srcstoretype PKCS12 -srcstorepass %s -destkeystore %s"
                .formatted(PASSWORD, name)
            + " -deststoretype %s -deststorepass %s".formatted(format, PASSWORD));
    keytool.run(
        "-importcert -noprompt -alias root -file root.pem -keystore %s -storetype %s -storepass %s"
            .formatted(name, format, PASSWORD));
  }

  private static void request(String name, String subject) throws Exception {
    openssl.run("ecparam -name prime256v1 -genkey -noout -out %s.ec".formatted(name));
    openssl.run("pkcs8 -topk8 -nocrypt -in %1$s.ec -out %1$s.key".formatted(name));
    openssl.run("req -new -key %1$s.key -out %1$s.csr -subj".formatted(name), subject);
  }

  private static String ca() throws IOException {
    Files.writeString(folder.resolve("ca.ext"), "basicConstraints=critical,CA:true\n");
    return "ca.ext";
  }

  private static byte[] certificate(String name) throws IOException {
    String pem = Files.readString(folder.resolve(name));
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static String fingerprint(String name) throws IOException {
    return dev.seaworthy.engine.json.Digest.of(certificate(name)).hex();
  }

  private static byte[] entry(String alias, byte[] certificate) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(2);
    out.writeUTF(alias);
    out.writeLong(0);
    out.writeUTF("X.509");
    out.writeInt(certificate.length);
    out.write(certificate);
    return bytes.toByteArray();
  }

  private static byte[] store(int version, byte[]... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xFEEDFEED);
    out.writeInt(version);
    out.writeInt(entries.length);
    for (byte[] entry : entries) {
      out.write(entry);
    }
    out.write(new byte[20]);
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] all, byte[] part) {
    return new String(all, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }

  private static Hints opened(String password) {
    return Hints.NONE.opening(
        List.of(new StorePassword("SEAWORTHY_PASSWORD_TEST", Optional.of(password))));
  }

  private static JsonNode content(List<Observation> observations) {
    return ((Evidence) observations.get(0)).content().node();
  }

  private static List<String> shown(List<Observation> observations) {
    return observations.stream().map(StoreFileTest::shown).toList();
  }

  private static String shown(Observation observation) {
    if (observation instanceof Evidence evidence) {
      JsonNode content = evidence.content().node();
      return "%s %s %d %s %s"
          .formatted(
              evidence.subject(),
              content.get("role").textValue(),
              content.get("chain").size(),
              content.at("/store/format").textValue(),
              content.at("/store/entry").textValue());
    }
    return ((Gap) observation).problem().code();
  }

  private static List<Observation> read(String name, Hints hints) throws IOException {
    return read(name, Files.readAllBytes(folder.resolve(name)), hints);
  }

  private static List<Observation> read(String name, byte[] bytes, Hints hints) {
    List<Document> documents = ReadFile.of(name, bytes).all();
    assertThat(documents).hasSize(1);
    TlsCollector collector = new TlsCollector();
    assertThat(collector.recognises(documents.get(0))).isTrue();
    return collector.collect(documents.get(0), hints);
  }
}
