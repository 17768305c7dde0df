package dev.seaworthy.collectors.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.net.InetAddresses;
import dev.seaworthy.collectors.x509.PemBlocks;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read of certificates, beside what {@code openssl x509 -text} reads of the same. */
@Timeout(300)
class OpenSslComparisonTest {
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendPattern("MMM ppd HH:mm:ss yyyy 'GMT'")
          .parseDefaulting(ChronoField.ERA, 1)
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Map<String, String> KEYS =
      Map.of(
          "rsa1024", "RSA -pkeyopt rsa_keygen_bits:1024",
          "rsa2048", "RSA -pkeyopt rsa_keygen_bits:2048",
          "rsa3072", "RSA -pkeyopt rsa_keygen_bits:3072",
          "p256", "EC -pkeyopt ec_paramgen_curve:P-256",
          "p384", "EC -pkeyopt ec_paramgen_curve:P-384",
          "p521", "EC -pkeyopt ec_paramgen_curve:P-521",
          "k256", "EC -pkeyopt ec_paramgen_curve:secp256k1",
          "ed25519", "ED25519",
          "ed448", "ED448");

  private static final Map<String, String> SIGNATURES =
      Map.of(
          "ecdsa-with-SHA1", "SHA1withECDSA",
          "ecdsa-with-SHA256", "SHA256withECDSA",
          "ecdsa-with-SHA384", "SHA384withECDSA",
          "ecdsa-with-SHA512", "SHA512withECDSA",
          "ED25519", "Ed25519",
          "ED448", "Ed448");

  private static final List<String> EXTENSIONS =
      List.of(
          "subjectKeyIdentifier=hash",
          "subjectAltName=DNS:erp.harbor.example",
          "subjectAltName=DNS:*.Harbor.example,DNS:xn--bcher-kva.example,DNS:a_b.example",
          "subjectAltName=IP:10.0.0.7,IP:fd00::1,DNS:erp.example",
          "subjectAltName=email:a@b.example,URI:spiffe://a/b,otherName:1.2.3.4;UTF8:x,DNS:c.example",
          "subjectAltName=critical,DNS:only.example\nbasicConstraints=critical,CA:false",
          "basicConstraints=critical,CA:true,pathlen:3\nkeyUsage=critical,keyCertSign,cRLSign",
          "basicConstraints=CA:true\nnameConstraints=critical,permitted;DNS:harbor.example",
          """
          authorityInfoAccess=OCSP;URI:http://o.example,caIssuers;URI:http://i.example
          crlDistributionPoints=URI:http://c.example/a.crl,URI:http://c.example/b.crl
          """,
          "tlsfeature=status_request\nextendedKeyUsage=serverAuth,clientAuth",
          "extendedKeyUsage=clientAuth",
          "1.2.3.4=critical,ASN1:UTF8String:x",
          "subjectAltName="
              + IntStream.range(0, 300)
                  .mapToObj(i -> "DNS:h" + i + ".example")
                  .collect(Collectors.joining(",")));

  @TempDir Path folder;
  private TestTool openssl;

  @BeforeEach
  void find() {
    openssl = TestTool.onPath("openssl", folder);
    assumeTrue(openssl.isThere(), "openssl is not on the PATH: nothing is compared");
  }

  @Test
  void certificatesThatOpenSslMakesAreReadAsItReadsThem() throws Exception {
    List<String> hashes = List.of("-sha256", "-sha384", "-sha512", "-sha1");
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, String> key : new TreeMap<>(KEYS).entrySet()) {
      openssl.run("genpkey -out key.pem -algorithm " + key.getValue());
      for (int i = 0; i < EXTENSIONS.size(); i++) {
        Files.writeString(
            folder.resolve("c.cnf"),
            """
            [req]
            distinguished_name=dn
            prompt=no
            x509_extensions=v3
            [dn]
            C=DE
            O=Häfen, Gleis
            CN=n%d
            [v3]
            %s
            """
                .formatted(i, EXTENSIONS.get(i)));
        openssl.run(
            "req -x509 -new -utf8 -key key.pem -config c.cnf -outform der -out c.der -days %d %s"
                .formatted(1 + i * 400, hashes.get(i % hashes.size())));
        differences.addAll(differences(key.getKey() + " " + i, folder.resolve("c.der")));
        compared++;
      }
    }
    report("made by openssl", compared, differences);
  }

  @Test
  void theAuthoritiesThatComeWithJavaAreReadAsOpenSslReadsThem() throws Exception {
    Path store = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    assumeTrue(Files.isReadable(store), "this Java has no authorities of its own");
    KeyStore java = KeyStore.getInstance(store.toFile(), (char[]) null);
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (String alias : Collections.list(java.aliases())) {
      Certificate certificate = java.getCertificate(alias);
      if (certificate != null) {
        Path file = Files.write(folder.resolve("c.der"), certificate.getEncoded());
        differences.addAll(differences(alias, file));
        compared++;
      }
    }
    report("of Java's own", compared, differences);
  }

  private static void report(String what, int compared, List<String> differences) {
    System.out.printf("%d certificates %s, %d differences%n", compared, what, differences.size());
    assertThat(differences).isEmpty();
    assertThat(compared).isPositive();
  }

  private List<String> differences(String name, Path der) throws Exception {
    String text =
        openssl.run(
            "x509 -inform der -noout -text -serial -dates -fingerprint -sha256 -nameopt utf8 -in "
                + der);
    JsonNode ours;
    try (InputStream in = Files.newInputStream(der)) {
      ours =
          CanonicalJson.of(
                  dev.seaworthy.collectors.tls.Certificate.read(
                          PemBlocks.Block.ofDer(in.readAllBytes()))
                      .content())
              .node();
    }
    Map<String, String> theirs = theirs(text);
    Map<String, String> mine = mine(ours);
    return theirs.entrySet().stream()
        .filter(fact -> !fact.getValue().equals(mine.get(fact.getKey())))
        .map(
            fact ->
                "%s: %s is %s, openssl has %s"
                    .formatted(name, fact.getKey(), mine.get(fact.getKey()), fact.getValue()))
        .toList();
  }

  private static Map<String, String> mine(JsonNode ours) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("serial", ours.get("serial").textValue());
    facts.put("notBefore", ours.get("notBefore").asText());
    facts.put("notAfter", ours.get("notAfter").asText());
    facts.put("sha256", ours.get("sha256").textValue());
    facts.put("bits", ours.at("/key/bits").asText());
    facts.put("signature", ours.at("/signature/algorithm").textValue());
    facts.put("dns", ours.get("dnsNames").toString());
    facts.put("ip", ours.get("ipAddresses").toString());
    facts.put("ca", ours.get("isCa").asText());
    facts.put("ocsp", ours.get("ocspUrls").toString());
    facts.put("crl", ours.get("crlUrls").toString());
    facts.put("logs", ours.get("signedTimestamps").asText());
    facts.put("staple", ours.get("mustStaple").asText());
    facts.put("servers", ours.get("forServers").asText());
    return facts;
  }

  private static Map<String, String> theirs(String text) {
    Map<String, String> facts = new TreeMap<>();
    String serial = one(text, "(?m)^serial=(.*)$").toLowerCase(Locale.ROOT);
    facts.put("serial", serial.replaceFirst("^(-?)0+(?=.)", "$1"));
    facts.put("notBefore", seconds(one(text, "(?m)^notBefore=(.*)$")));
    facts.put("notAfter", seconds(one(text, "(?m)^notAfter=(.*)$")));
    facts.put(
        "sha256",
        one(text, "(?mi)^sha256 Fingerprint=(.*)$").replace(":", "").toLowerCase(Locale.ROOT));
    String bits = one(text, "Public-Key: \\((\\d+) bit");
    facts.put("bits", bits.isEmpty() ? (text.contains("ED448 Public") ? "456" : "256") : bits);
    String signature = one(text, "Signature Algorithm: (\\S+)");
    facts.put(
        "signature",
        SIGNATURES.getOrDefault(
            signature,
            signature
                .replaceFirst("WithRSAEncryption", "withRSA")
                .replace("sha", "SHA")
                .replace("md", "MD")));
    String names = one(text, "Subject Alternative Name:.*\\n\\s+(.*)");
    facts.put("dns", listed(names, "DNS:([^,]+)", true));
    facts.put("ip", listed(names, "IP Address:([^,]+)", true));
    boolean signs = !text.contains("X509v3 Key Usage") || text.contains("Certificate Sign");
    facts.put("ca", String.valueOf(text.contains("CA:TRUE") && signs));
    facts.put("ocsp", listed(text, "OCSP - URI:(\\S+)", false));
    facts.put(
        "crl",
        listed(
            one(
                text,
                "(?s)CRL Distribution Points:(.*?)(?=\\n\\s+(?:X509v3|Signature Al|Authority Info|CT Pre))"),
            "URI:(\\S+)",
            false));
    facts.put("logs", String.valueOf(Pattern.compile("Log ID").matcher(text).results().count()));
    facts.put("staple", String.valueOf(text.contains("status_request")));
    facts.put(
        "servers",
        String.valueOf(
            !text.contains("Extended Key Usage")
                || text.contains("TLS Web Server Authentication")
                || text.contains("Any Extended Key Usage")));
    return facts;
  }

  private static String seconds(String text) {
    return String.valueOf(Instant.from(DATE.parse(text.strip())).getEpochSecond());
  }

  private static String one(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1).strip() : "";
  }

  private static String listed(String text, String pattern, boolean names) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      String value = matcher.group(1).strip();
      if (names) {
        value = value.toLowerCase(Locale.ROOT);
        value =
            value.matches("[0-9a-f:]*:[0-9a-f:]*")
                ? InetAddresses.forString(value).getHostAddress()
                : value;
      }
      found.add('"' + value + '"');
    }
    return "[" + String.join(",", found) + "]";
  }
}
