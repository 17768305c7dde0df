package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets planted where evidence is read from, and looked for in every byte that comes out, as they
 * are, in base64, in URLs and in JSON.
 */
final class PlantedSecretsTest {
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: a, namespace: harbor}
      stringData:
        password: planted-string-data
        .dockerconfigjson: '{"auths":{"r.example":{"auth":"cGxhbnRlZC1kb2NrZXItYXV0aA=="}}}'
        tls.key: |
          -----BEGIN PRIVATE KEY-----
          planted-tls-key
          -----END PRIVATE KEY-----
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: b, namespace: harbor}
      data: {token: cGxhbnRlZC1zZWNyZXQtZGF0YQ==}
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: c
        namespace: harbor
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"p":"planted-applied"}}'
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: harbor}
      spec: {containers: [{name: web, image: web, securityContext: {privileged: true}}]}
      """;

  private static final String CONF =
      """
      [options]
      admin_passwd = planted-odoo-admin
      db_password = planted-odoo-db
      smtp_password = planted-odoo-smtp
      """;

  private static final String REDIS =
      """
      requirepass planted-redis-password
      masterauth planted-redis-master
      user app on >planted-redis-acl ~* +@all
      """;

  private static final String TRIVY =
      """
      {"SchemaVersion": 2, "ArtifactName": "registry.example/web:1",
       "ArtifactType": "container_image", "CreatedAt": "2026-11-30T00:00:00Z",
       "Metadata": {"ImageConfig": {"config": {"Env": ["TOKEN=planted-image-env"]},
         "history": [{"created_by": "RUN curl -u a:planted-image-history"}]}},
       "Results": [{"Target": "/app/.env", "Class": "secret", "Secrets": [{
         "RuleID": "aws-access-key-id", "Category": "AWS", "Severity": "CRITICAL", "Title": "AWS",
         "StartLine": 1, "EndLine": 1, "Match": "X=planted-trivy-match",
         "Code": {"Lines": [{"Number": 1, "Content": "X=planted-trivy-code"}]}}]}]}
      """;

  private static final String BILL =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
       "metadata": {"component": {"type": "container", "name": "registry.example/web"},
         "properties": [{"name": "token", "value": "planted-bill-property"}]},
       "components": [{"type": "library", "name": "x", "version": "1", "externalReferences": [
         {"type": "distribution", "url": "https://u:planted-bill-url@npm.example/x"}]}]}
      """;

  private static final String ACCOUNT =
      """
      {"type": "service_account", "project_id": "p", "private_key": "planted-service-account"}
      """;

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      users: [{name: u, user: {token: planted-kubeconfig}}]
      """;

  private static final List<String> PLANTED =
      List.of(
          "planted-string-data",
          "planted-docker-auth",
          "planted-tls-key",
          "planted-secret-data",
          "planted-applied",
          "planted-odoo-admin",
          "planted-odoo-db",
          "planted-odoo-smtp",
          "planted-redis-password",
          "planted-redis-master",
          "planted-redis-acl",
          "planted-image-env",
          "planted-image-history",
          "planted-trivy-match",
          "planted-trivy-code",
          "planted-bill-property",
          "planted-bill-url",
          "planted-service-account",
          "planted-kubeconfig",
          "planted-helm-value",
          "planted-terraform",
          "planted-openssh-key",
          "planted-ec-key");

  @TempDir Path folder = Path.of("");

  private Path inputs = Path.of("");

  @BeforeEach
  void plant() throws IOException {
    inputs = Files.createDirectory(folder.resolve("inputs"));
    write("objects.yaml", OBJECTS);
    write("odoo.conf", CONF);
    write("redis.conf", REDIS);
    write("trivy.json", TRIVY);
    write("bill.cdx.json", BILL);
    write("account.json", ACCOUNT);
    write("kubeconfig.yaml", KUBECONFIG);
    write("values.yaml", "postgresql: {auth: {password: planted-helm-value}}\n");
    write("main.tf", "variable \"db_password\" { default = \"planted-terraform\" }\n");
    write("id.pem", pem("OPENSSH PRIVATE KEY", "planted-openssh-key"));
    write("ec.pem", pem("EC PRIVATE KEY", "planted-ec-key"));
  }

  @Test
  void eachIsPlanted() throws IOException {
    StringBuilder all = new StringBuilder();
    each(inputs, all::append);
    assertThat(PLANTED).allMatch(secret -> isIn(all.toString(), secret));
  }

  @Test
  void evidenceHoldsNone() {
    Bench.Ran ran = new Bench().run("collect", "--format", "json", inputs);
    assertThat(ran.out()).contains("\"Secret\"", "\"Pod\"");
    holdsNone("collect", ran.out() + ran.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "html", "sarif", "csv", "junit"})
  void reportsHoldNone(String format) {
    Bench.Ran ran = new Bench().run("check", "--format", format, inputs);
    assertThat(ran.out()).isNotEmpty();
    holdsNone(format, ran.out() + ran.err());
  }

  @Test
  void bundlesHoldNone() throws IOException {
    Path key = folder.resolve("key.pem");
    new Bench().run("keys", "generate", "-o", key);
    Path bundle = folder.resolve("bundle");
    Bench.Ran ran =
        new Bench()
            .runReal(
                "audit", "bundle", inputs, "--bundle", "kubernetes", "--key", key, "-o", bundle);
    assertThat(bundle).isDirectory();
    holdsNone("messages", ran.out() + ran.err());
    each(bundle, text -> holdsNone("bundle", text));
  }

  private static void holdsNone(String what, String text) {
    assertThat(PLANTED).as(what).noneMatch(secret -> isIn(text, secret));
  }

  private static boolean isIn(String text, String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return text.contains(secret)
        || text.contains(Base64.getEncoder().encodeToString(bytes))
        || text.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8));
  }

  private static void each(Path root, Consumer<String> text) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        text.accept(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static String pem(String type, String body) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(inputs.resolve(name), text);
  }
}
