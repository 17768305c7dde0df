package dev.seaworthy.collectors.tls;

import static dev.seaworthy.collectors.tls.TestCertificates.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.tls.TestCertificates.Made;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretCertificatesTest {
  private static final String PASSWORD = "s3cret-of-the-store";

  @TempDir Path folder;

  private final Made root = TestCertificates.root();
  private final Made leaf =
      named("erp").dns("erp.harbor.example").dns("www.harbor.example").signedBy(root);

  @Test
  void aSecretsCertificateIsEvidenceAndItsKeyIsNot() throws IOException {
    String key = TestCertificates.pem("PRIVATE KEY", leaf.keys().getPrivate().getEncoded());
    Snapshot snapshot = gather(secret("tls.crt", leaf.pem() + root.pem(), "tls.key", key));
    JsonNode content = content(snapshot, "Secret shop/web");

    assertThat(content.get("chain")).hasSize(2);
    assertThat(content.get("role").textValue()).isEqualTo("held");
    assertThat(content.get("privateKey").booleanValue()).isTrue();
    assertThat(content.at("/secret/type").textValue()).isEqualTo("kubernetes.io/tls");
    assertThat(all(snapshot)).doesNotContain("PRIVATE KEY");
    for (String line : key.lines().skip(1).filter(one -> one.length() > 20).toList()) {
      assertThat(all(snapshot)).doesNotContain(line);
      assertThat(all(snapshot)).doesNotContain(base64(line).substring(0, 20));
    }
    assertThat(all(snapshot)).doesNotContain(base64(key).substring(60, 120));
  }

  @Test
  void whatIsNoCertificateDoesNotLeaveUnderItsName() throws IOException {
    String fake =
        TestCertificates.pem(
            "CERTIFICATE", "the password is swordfish".getBytes(StandardCharsets.UTF_8));
    Snapshot snapshot =
        gather(secret("tls.crt", fake, "note", "-----BEGIN CERTIFICATE-----\nswordfish"));

    assertThat(Folder.gaps(snapshot))
        .hasSize(2)
        .allMatch(gap -> gap.startsWith("SECRET_CERTIFICATE_UNREAD"));
    assertThat(all(snapshot))
        .doesNotContain("swordfish")
        .doesNotContain(base64("the password is").substring(0, 16));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "networking.k8s.io/v1, Ingress | {tls: [{secretName: web, hosts: [A.example, b.example]}]} | a.example b.example",
        "networking.k8s.io/v1, Ingress | {tls: [{secretName: web}], rules: [{host: c.example}]} | c.example",
        "networking.k8s.io/v1, Ingress | {tls: [{secretName: other, hosts: [a.example]}]} | -",
        "traefik.io/v1alpha1, IngressRoute | {tls: {secretName: web}, routes: [{kind: Rule, match: 'Host(`d.example`) && PathPrefix(`/x`)', services: [{name: s}]}]} | d.example",
        "traefik.io/v1alpha1, IngressRouteTCP | {tls: {secretName: web}, routes: [{match: 'HostSNI(`e.example`)', services: [{name: s, port: 1}]}]} | e.example",
        "gateway.networking.k8s.io/v1, Gateway | {listeners: [{name: l, port: 443, protocol: HTTPS, hostname: '*.f.example', tls: {certificateRefs: [{name: web}]}}]} | *.f.example",
        "gateway.networking.k8s.io/v1, Gateway | {listeners: [{name: l, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web, namespace: elsewhere}]}}]} | -",
        "gateway.networking.k8s.io/v1, Gateway | {listeners: [{name: l, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web}]}}]} | routed.example",
      })
  void whatServesASecretSaysWhichHostsItMustCover(String kind, String spec, String hosts)
      throws IOException {
    String[] words = kind.split(", ", -1);
    Snapshot snapshot =
        gather(
            secret("tls.crt", leaf.pem())
                + object(words[0], words[1], "edge", spec)
                + object(
                    "gateway.networking.k8s.io/v1",
                    "HTTPRoute",
                    "routed",
                    "{parentRefs: [{name: edge, sectionName: l}], hostnames: [routed.example]}")
                + object(
                    "gateway.networking.k8s.io/v1",
                    "HTTPRoute",
                    "elsewhere",
                    "{parentRefs: [{name: edge, sectionName: m}], hostnames: [never.example]}"));
    JsonNode content = content(snapshot, "Secret shop/web");
    List<String> serves = content.get("serves").valueStream().map(JsonNode::textValue).toList();

    assertThat(serves.isEmpty() ? "-" : String.join(" ", serves)).isEqualTo(hosts);
    assertThat(content.get("role").textValue()).isEqualTo(hosts.equals("-") ? "held" : "server");
  }

  @Test
  void aCertificateOfCertManagerIsHeldAgainstWhatTheSecretHolds() throws IOException {
    String spec =
        "{secretName: web, dnsNames: [erp.harbor.example, new.harbor.example], issuerRef: {name: ca},"
            + " renewBefore: 9000h, privateKey: {algorithm: RSA, size: 2048}}";
    Snapshot snapshot =
        gather(
            secret("tls.crt", leaf.pem())
                + object(
                    "networking.k8s.io/v1",
                    "Ingress",
                    "edge",
                    "{tls: [{secretName: web, hosts: [erp.harbor.example]}]}")
                + object("cert-manager.io/v1", "Certificate", "web", spec)
                + "status: {notAfter: '2026-06-01T00:00:00Z', conditions: [{type: Ready, status: 'False'}]}\n");
    JsonNode content = content(snapshot, "Secret shop/web");

    assertThat(content.get("contradictions").valueStream().map(one -> one.get("field").textValue()))
        .containsExactly("dnsNames", "privateKey.algorithm", "status.notAfter", "renewBefore");
    assertThat(content.at("/declared/ready").textValue()).isEqualTo("False");
    assertThat(content.at("/declared/certificate").textValue()).isEqualTo("shop/web");
  }

  @Test
  void aCertificateThatIsKeptIsNoContradiction() throws IOException {
    String spec =
        "{secretName: web, commonName: erp, dnsNames: [erp.harbor.example, WWW.harbor.example],"
            + " issuerRef: {name: ca}, renewBefore: 360h, privateKey: {algorithm: ECDSA, size: 256}}";
    Snapshot snapshot =
        gather(
            secret("tls.crt", leaf.pem())
                + object("cert-manager.io/v1", "Certificate", "web", spec)
                + "status: {notAfter: '2027-01-01T00:00:00Z'}\n");
    JsonNode content = content(snapshot, "Secret shop/web");

    assertThat(content.get("contradictions")).isEmpty();
    assertThat(content.get("role").textValue()).isEqualTo("server");
    assertThat(content.get("serves")).hasSize(2);
  }

  @Test
  void twoCertificatesForOneSecretFightOverIt() throws IOException {
    String spec = "{secretName: web, issuerRef: {name: ca}}";
    Snapshot snapshot =
        gather(
            secret("tls.crt", leaf.pem())
                + object("cert-manager.io/v1", "Certificate", "one", spec)
                + object("cert-manager.io/v1", "Certificate", "two", spec));

    assertThat(content(snapshot, "Secret shop/web").at("/contradictions/0/found").textValue())
        .isEqualTo("shop/one, shop/two");
  }

  @Test
  void anAuthorityBesideAnchorsAChainWhereTheReleaseTrustsNobody() throws IOException {
    Snapshot snapshot = gather(secret("tls.crt", leaf.pem(), "ca.crt", root.pem()));

    assertThat(content(snapshot, "Secret shop/web").get("anchored").booleanValue()).isTrue();
    assertThat(content(snapshot, "Secret shop/web#ca.crt").get("role").textValue()).isEqualTo("ca");
    assertThat(
            content(gather(secret("tls.crt", leaf.pem())), "Secret shop/web")
                .get("anchored")
                .booleanValue())
        .isFalse();
  }

  @Test
  void keyStoresInSecretsAreReadAsFarAsNothingIsEncrypted() throws Exception {
    TestTool keytool = TestTool.ofJava("keytool", folder);
    for (String format : List.of("JKS", "PKCS12")) {
      keytool.run(
          "-genkeypair -alias a -keyalg EC -dname CN=app -ext san=dns:app.example -storetype "
              + format
              + " -keystore "
              + format
              + " -storepass "
              + PASSWORD
              + " -keypass "
              + PASSWORD);
    }
    Snapshot clear = gather(binary("keystore.jks", "JKS"));
    Snapshot encrypted = gather(binary("keystore.p12", "PKCS12"));

    assertThat(content(clear, "Secret shop/web#keystore.jks").at("/chain/0/dnsNames/0").textValue())
        .isEqualTo("app.example");
    assertThat(Folder.gaps(clear)).isEmpty();
    assertThat(Folder.gaps(encrypted))
        .singleElement()
        .asString()
        .startsWith("SECRET_CERTIFICATE_UNREAD");
  }

  @Test
  void tokensOfAccountsAreNoneOfTheReleases() throws IOException {
    Snapshot snapshot =
        gather(
            secret("ca.crt", root.pem())
                .replace("kubernetes.io/tls", "kubernetes.io/service-account-token"));

    assertThat(snapshot.ofKind("tls/certificate")).isEmpty();
  }

  private String binary(String key, String file) throws IOException {
    String value = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(file)));
    Files.delete(folder.resolve(file));
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: web, namespace: shop}\ndata: {%s: %s}\n"
        .formatted(key, value);
  }

  private static String secret(String... data) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: web, namespace: shop}
            type: kubernetes.io/tls
            data:
            """);
    for (int i = 0; i < data.length; i += 2) {
      yaml.append("  ").append(data[i]).append(": ").append(base64(data[i + 1])).append('\n');
    }
    return yaml.toString();
  }

  private static String object(String apiVersion, String kind, String name, String spec) {
    return "---\napiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: shop}\nspec: %s\n"
        .formatted(apiVersion, kind, name, spec);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode content(Snapshot snapshot, String subject) {
    return snapshot.ofKind("tls/certificate").stream()
        .filter(one -> one.subject().toString().equals(subject))
        .findFirst()
        .orElseThrow()
        .content()
        .node();
  }

  private static String all(Snapshot snapshot) {
    return snapshot.toCanonicalJson().node().toString() + snapshot.gaps();
  }

  private Snapshot gather(String yaml) throws IOException {
    return Folder.at(folder).write("t.yaml", yaml).gather();
  }
}
