package dev.seaworthy.collectors.tls;

import static dev.seaworthy.collectors.tls.TestCertificates.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.tls.TestCertificates.Made;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that nobody should have made; each costs itself only, and little time. */
@Timeout(60)
class AbsurdCertificatesTest {
  private static final String UNREADABLE = "NOT_A_CERTIFICATE";
  private static final String PLACEHOLDER = "270102030405Z";
  private static final BigInteger MODULUS =
      BigInteger.probablePrime(1024, new Random(1))
          .multiply(BigInteger.probablePrime(1024, new Random(2)));
  private static final AlgorithmIdentifier SHA256_RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);

  private final Made good = named("erp").dns("erp.harbor.example").selfSigned();

  @Test
  void everyTruncationIsAGap() {
    byte[] whole = good.encoded();
    for (int length = 1; length < whole.length; length++) {
      assertThat(gaps(observe(Arrays.copyOf(whole, length)))).as("%d bytes", length).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "30847fffffff0000",
        "3088ffffffffffffffff",
        "30ff",
        "3080308030803080",
        "3000",
        "0500",
        "1f8fffffffffff7f00",
      })
  void lengthsAndTagsAreNotBelieved(String hex) {
    assertThat(gaps(observe(java.util.HexFormat.of().parseHex(hex)))).containsExactly(UNREADABLE);
  }

  @ParameterizedTest(name = "{0} levels")
  @ValueSource(ints = {1_000, 50_000, 120_000})
  void depthIsBounded(int levels) {
    byte[] deep = new byte[levels * 6];
    for (int i = 0; i < levels; i++) {
      int left = (levels - i - 1) * 6;
      deep[i * 6] = 0x30;
      deep[i * 6 + 1] = (byte) 0x84;
      deep[i * 6 + 2] = (byte) (left >> 24);
      deep[i * 6 + 3] = (byte) (left >> 16);
      deep[i * 6 + 4] = (byte) (left >> 8);
      deep[i * 6 + 5] = (byte) left;
    }

    assertThat(gaps(observe(deep))).containsExactly(UNREADABLE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "-5, -5",
    "0, 0",
    "-170141183460469231731687303715884105728, -80000000000000000000000000000000"
  })
  void serialNumbersMayBeNegative(BigInteger serial, String shown) throws IOException {
    byte[] der = new Raw().serial(serial).der();

    assertThat(chain(observe(der)).get("serial").textValue()).isEqualTo(shown);
  }

  @Test
  void tenThousandNamesAreReadAndHeldToConstraints() throws IOException {
    GeneralName[] names =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new GeneralName(GeneralName.dNSName, "h" + i + ".harbor.example"))
            .toArray(GeneralName[]::new);
    byte[] der =
        new Raw().extension(Extension.subjectAlternativeName, false, new GeneralNames(names)).der();

    assertThat(chain(observe(der)).get("dnsNames")).hasSize(10_000);
  }

  @ParameterizedTest(name = "{0} factors of 512 bits, an exponent of {1} bits")
  @CsvSource({"32, 17", "32, 16384", "128, 17", "128, 60000", "512, 250000"})
  void hugeKeysCostLittleTime(int factors, int exponentBits) throws IOException {
    BigInteger modulus = BigInteger.probablePrime(512, new Random(5)).pow(factors);
    BigInteger exponent = BigInteger.ONE.shiftLeft(exponentBits - 1).setBit(0);
    byte[] der = new Raw().key(modulus, exponent).signature(modulus.bitLength() / 8).der();
    long start = System.nanoTime();
    List<Observation> observations = observe(der);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(chain(observations).at("/key/bits").intValue()).isEqualTo(modulus.bitLength());
    assertThat(chain(observations).get("selfSigned").booleanValue()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2601010000Z, 1767225600",
    "991231235959Z, 946684799",
    "99991231235959Z, 253402300799",
    "19000101000000Z, -2208988800",
    "260101000000+0100, 1767222000",
    "261301000000Z, -",
    "tomorrow12345, -",
  })
  void timesAreReadOrUnknown(String time, String seconds) throws IOException {
    List<Observation> observations = observe(new Raw().until(time).der());

    if (seconds.equals("-")) {
      assertThat(gaps(observations)).containsExactly(UNREADABLE);
    } else {
      assertThat(chain(observations).get("notAfter").longValue())
          .isEqualTo(Long.parseLong(seconds));
    }
  }

  @Test
  void aZeroInANameEndsNothing() throws IOException {
    String name = "erp.harbor.example\0.evil.example";
    byte[] der =
        new Raw()
            .extension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, name)))
            .der();

    assertThat(chain(observe(der)).at("/dnsNames/0").textValue()).isEqualTo(name);
  }

  @Test
  void extensionsThatComeTwiceAreAGap() throws IOException {
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, "a.example"));
    byte[] der =
        new Raw()
            .extension(Extension.subjectAlternativeName, false, names)
            .extension(Extension.subjectAlternativeName, false, names)
            .der();

    assertThat(gaps(observe(der))).containsExactly(UNREADABLE);
  }

  @Test
  void criticalExtensionsThatNobodyKnowsAreTold() throws IOException {
    byte[] der =
        new Raw()
            .extension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE)
            .extension(new ASN1ObjectIdentifier("1.2.3.5"), false, DERNull.INSTANCE)
            .der();

    assertThat(chain(observe(der)).get("unknownCritical").toString()).isEqualTo("[\"1.2.3.4\"]");
  }

  @Test
  void noiseIsNeverAnErrorAndCostsItselfOnly() {
    Random random = new Random(7);
    byte[] whole = good.encoded();
    for (int round = 0; round < 3_000; round++) {
      byte[] noisy = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      }
      assertThat(observe(noisy)).as("round %d", round).isNotEmpty();
    }
  }

  /** The absurd one before a good one, whose evidence must be there whatever the other is. */
  private List<Observation> observe(byte[] der) {
    String pem = TestCertificates.pem("CERTIFICATE", der);
    List<Observation> both = read(pem + good.pem());
    Evidence evidence = (Evidence) both.get(0);
    String last =
        evidence
            .content()
            .node()
            .get("chain")
            .valueStream()
            .reduce((a, b) -> b)
            .orElseThrow()
            .get("subject")
            .textValue();
    assertThat(last).isEqualTo("CN=erp");
    return read(pem);
  }

  private static List<Observation> read(String pem) {
    SourceFile file =
        new SourceFile("tls.pem", pem.length(), () -> new ByteArrayInputStream(new byte[0]));
    return new TlsCollector().collect(new Document.Text(file, pem), Hints.NONE);
  }

  private static JsonNode chain(List<Observation> observations) {
    return ((Evidence) observations.get(0)).content().node().at("/chain/0");
  }

  private static List<String> gaps(List<Observation> observations) {
    return observations.stream().map(one -> ((Gap) one).problem().code()).toList();
  }

  /** A certificate written part by part, whose signature is noise. */
  private static final class Raw {
    private final ASN1EncodableVector extensions = new ASN1EncodableVector();
    private BigInteger serial = BigInteger.ONE;
    private BigInteger modulus = MODULUS;
    private BigInteger exponent = BigInteger.valueOf(65537);
    private int signatureBytes = 256;
    private ASN1Primitive until = new ASN1UTCTime(PLACEHOLDER);
    private String untilText = PLACEHOLDER;

    Raw serial(BigInteger number) {
      serial = number;
      return this;
    }

    Raw key(BigInteger n, BigInteger e) {
      modulus = n;
      exponent = e;
      return this;
    }

    Raw signature(int bytes) {
      signatureBytes = bytes;
      return this;
    }

    /** As text of either type; what is malformed is as long as the placeholder. */
    Raw until(String text) {
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      byte[] encoded = new byte[ascii.length + 2];
      encoded[0] = (byte) (text.matches("[0-9]{14}.*") ? 0x18 : 0x17);
      encoded[1] = (byte) ascii.length;
      System.arraycopy(ascii, 0, encoded, 2, ascii.length);
      try {
        until = ASN1Primitive.fromByteArray(encoded);
        ((ASN1UTCTime) until).getDate();
      } catch (ClassCastException e) {
        // The other type, whose years have four digits.
      } catch (IOException | RuntimeException | ParseException e) {
        until = new ASN1UTCTime(PLACEHOLDER);
        untilText = text;
      }
      return this;
    }

    Raw extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value)
        throws IOException {
      extensions.add(
          new Extension(oid, critical, value.toASN1Primitive().getEncoded()).toASN1Primitive());
      return this;
    }

    byte[] der() throws IOException {
      ASN1EncodableVector tbs = new ASN1EncodableVector();
      tbs.add(new DERTaggedObject(true, 0, new ASN1Integer(2)));
      tbs.add(new ASN1Integer(serial));
      tbs.add(SHA256_RSA);
      tbs.add(new X500Name("CN=absurd"));
      tbs.add(new DERSequence(new ASN1Encodable[] {new ASN1UTCTime("200101000000Z"), until}));
      tbs.add(new X500Name("CN=absurd"));
      tbs.add(
          new SubjectPublicKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
              new RSAPublicKey(modulus, exponent)));
      if (extensions.size() > 0) {
        tbs.add(new DERTaggedObject(true, 3, new DERSequence(extensions)));
      }
      byte[] noise = new byte[signatureBytes];
      new Random(1).nextBytes(noise);
      noise[0] = 1;
      byte[] der =
          new DERSequence(
                  new ASN1Encodable[] {new DERSequence(tbs), SHA256_RSA, new DERBitString(noise)})
              .getEncoded();
      return new String(der, StandardCharsets.ISO_8859_1)
          .replace(PLACEHOLDER, untilText)
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
