package dev.seaworthy.collectors.tls;

import static dev.seaworthy.collectors.tls.TestCertificates.named;
import static dev.seaworthy.collectors.tls.TestCertificates.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.tls.TestCertificates.Made;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateExtensionsTest {
  private static final ASN1ObjectIdentifier TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private final Made root = root();

  @Test
  void revocationIsFoundWhereTheExtensionsSay() throws Exception {
    GeneralName responder = url("http://ocsp.harbor.example");
    GeneralName list = url("http://crl.harbor.example/ca.crl");
    X509CertificateHolder holder =
        with(
            Extension.authorityInfoAccess,
            new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, responder),
            Extension.cRLDistributionPoints,
            new CRLDistPoint(
                new DistributionPoint[] {
                  new DistributionPoint(
                      new DistributionPointName(new GeneralNames(list)), null, null)
                }));

    assertThat(CertificateExtensions.content(holder))
        .containsEntry("ocspUrls", List.of("http://ocsp.harbor.example"))
        .containsEntry("crlUrls", List.of("http://crl.harbor.example/ca.crl"))
        .containsEntry("signedTimestamps", 0);
  }

  @ParameterizedTest(name = "{0} holds {1} timestamps")
  @CsvSource({"0006 0001aa 0001bb, 2", "0003 0001aa, 1", "0000, 0", "0006 0001aa 0009bb, 0"})
  void timestampsOfLogsAreCounted(String hex, int count) throws Exception {
    byte[] list = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    X509CertificateHolder holder = with(TIMESTAMPS, new DEROctetString(list));

    assertThat(CertificateExtensions.content(holder)).containsEntry("signedTimestamps", count);
  }

  @Test
  void logsAndTheirTimesAreNamed() throws Exception {
    String id = "ab".repeat(32);
    String timestamp = "00" + id + "0000019ad0000000" + "0000" + "0403" + "0001" + "cc";
    String list =
        "%04x%04x%s".formatted(2 + timestamp.length() / 2, timestamp.length() / 2, timestamp);
    X509CertificateHolder holder =
        with(TIMESTAMPS, new DEROctetString(java.util.HexFormat.of().parseHex(list)));

    assertThat(CertificateExtensions.content(holder))
        .containsEntry("signedTimestamps", 1)
        .containsEntry("transparencyLogs", List.of(Map.of("id", id, "at", 0x19ad0000000L / 1000)));
  }

  @Test
  void whatAClientMustKnowIsTold() throws Exception {
    X509CertificateHolder holder =
        with(
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"),
            new DERSequence(new ASN1Integer(5)),
            Extension.extendedKeyUsage,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));

    assertThat(CertificateExtensions.content(holder))
        .containsEntry("mustStaple", true)
        .containsEntry("forServers", false);
    assertThat(CertificateExtensions.content(root.holder()))
        .containsEntry("unknownCritical", List.of());
  }

  @Test
  void constraintsHoldForAllBelowAndForSubjects() throws Exception {
    GeneralSubtree[] inHarbor = {new GeneralSubtree(new GeneralName(new X500Name("O=Harbor")))};
    X509CertificateHolder top =
        with(Extension.nameConstraints, new NameConstraints(inHarbor, null));
    Made foreign = named("issuing").asCa(0).signedBy(root);
    Made leaf = named("leaf").dns("a.example").signedBy(root);

    assertThat(CertificateExtensions.mayBeNamed(leaf.holder(), List.of(top))).isFalse();
    assertThat(CertificateExtensions.mayBeNamed(ofHarbor().holder(), List.of(top))).isTrue();
    assertThat(
            CertificateExtensions.mayBeNamed(ofHarbor().holder(), List.of(foreign.holder(), top)))
        .isFalse();
  }

  private Made ofHarbor() {
    return new TestCertificates.Order(
            "O=Harbor,CN=leaf",
            "P-256",
            "SHA256withECDSA",
            List.of(),
            false,
            -1,
            TestCertificates.TO)
        .signedBy(root);
  }

  @Test
  void aPlainCertificateSaysNothing() {
    assertThat(CertificateExtensions.content(named("erp").selfSigned().holder()))
        .isEqualTo(
            Map.of(
                "ocspUrls", List.of(),
                "crlUrls", List.of(),
                "signedTimestamps", 0,
                "transparencyLogs", List.of(),
                "mustStaple", false,
                "forServers", true,
                "unknownCritical", List.of()));
  }

  @ParameterizedTest(name = "{0} under a permitted {1} and an excluded {2}: {3}")
  @CsvSource({
    "erp.harbor.example, harbor.example, '', true",
    "erp.other.example, harbor.example, '', false",
    "erp.harbor.example, '', harbor.example, false",
    "erp.other.example, '', harbor.example, true",
    "erp.harbor.example, '', '', true",
  })
  void authoritiesMayBeBoundToNames(String name, String permitted, String excluded, boolean kept)
      throws Exception {
    X509CertificateHolder issuer =
        with(Extension.nameConstraints, new NameConstraints(trees(permitted), trees(excluded)));
    X509CertificateHolder leaf = named("leaf").dns(name).signedBy(root).holder();

    assertThat(CertificateExtensions.mayBeNamed(leaf, List.of(issuer))).isEqualTo(kept);
  }

  @Test
  void constraintsThatCannotBeReadPermitNothing() throws Exception {
    X509CertificateHolder issuer =
        with(Extension.nameConstraints, new DEROctetString(new byte[] {1}));

    assertThat(CertificateExtensions.mayBeNamed(root.holder(), List.of(issuer))).isFalse();
  }

  private static GeneralSubtree @Nullable [] trees(String name) {
    return name.isEmpty()
        ? null
        : new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, name))};
  }

  private static GeneralName url(String text) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, text);
  }

  /** A certificate with extensions, given by turns as identifier and value. */
  private X509CertificateHolder with(ASN1Encodable... extensions)
      throws IOException, OperatorCreationException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            root.holder().getSubject(),
            BigInteger.ONE,
            Date.from(TestCertificates.FROM),
            Date.from(TestCertificates.TO),
            root.holder().getSubject(),
            root.keys().getPublic());
    for (int i = 0; i < extensions.length; i += 2) {
      builder.addExtension((ASN1ObjectIdentifier) extensions[i], false, extensions[i + 1]);
    }
    return builder.build(
        new JcaContentSignerBuilder("SHA256withECDSA").build(root.keys().getPrivate()));
  }
}
