package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

final class AdmissionManifestsTest {
  private static final String CA = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

  @TempDir Path folder = Path.of("");

  @Test
  void aServiceIsNamedItsNamespaceSparedAndTheAuthorityFilledIn() throws IOException {
    JsonNode webhook = webhook("--service", "gate/hook:443", "--spare", "ops");
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Ignore");
    assertThat(webhook.at("/clientConfig/service"))
        .hasToString(
            "{\"namespace\":\"gate\",\"name\":\"hook\",\"port\":443,\"path\":\"/validate\"}");
    assertThat(webhook.at("/clientConfig/caBundle").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(CA.getBytes(StandardCharsets.US_ASCII)));
    assertThat(webhook.path("namespaceSelector").toString())
        .contains("[\"kube-system\",\"kube-node-lease\",\"gate\",\"ops\"]");
  }

  @Test
  void anAddressIsTakenInsteadAndMayFailClosed() throws IOException {
    JsonNode webhook =
        webhook(
            "--url", "https://127.0.0.1:8443/validate", "--fail-closed", "--timeout-seconds", "2");
    assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Fail");
    assertThat(webhook.path("timeoutSeconds").asInt()).isEqualTo(2);
    assertThat(webhook.at("/clientConfig/url").asText())
        .isEqualTo("https://127.0.0.1:8443/validate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--service gate/hook:443 --url https://a/validate",
        "--service hook",
        "--url http://a/validate",
        "--url https://a/\"validate",
        "--service gate/hook:443 --spare A",
        "--service gate/hook:443 --timeout-seconds 31",
        "--service gate/hook:443 --reader hook",
        "--service gate/hook:443 --reader-secrets"
      })
  void whatCannotBeMeantIsRefused(String options) throws IOException {
    List<Object> args = args();
    if (!options.isEmpty()) {
      args.addAll(List.of(options.split(" ")));
    }
    assertThat(new Bench().run(args.toArray()).code()).isEqualTo(3);
  }

  @Test
  void theRightsToReadAreForOneAccountAndChangeNothing() throws IOException {
    List<JsonNode> documents = documents("--reader", "gate/hook");
    assertThat(documents.stream().map(one -> one.path("kind").asText()))
        .containsExactly("ValidatingWebhookConfiguration", "ClusterRole", "ClusterRoleBinding");
    assertThat(documents.get(1).path("rules"))
        .isNotEmpty()
        .allMatch(rule -> rule.path("verbs").toString().equals("[\"list\",\"watch\"]"));
    assertThat(documents.get(1).toString()).doesNotContain("*", "\"secrets\"");
    assertThat(documents.get(2).at("/subjects/0"))
        .hasToString("{\"kind\":\"ServiceAccount\",\"name\":\"hook\",\"namespace\":\"gate\"}");
  }

  @Test
  void secretsAreReadByThoseWhoSaySo() throws IOException {
    assertThat(
            documents("--reader", "gate/hook", "--reader-secrets").get(1).at("/rules/0/resources"))
        .extracting(JsonNode::asText)
        .contains("secrets", "services");
  }

  private List<JsonNode> documents(String... options) throws IOException {
    List<Object> args = args();
    args.addAll(List.of("--service", "gate/hook:443"));
    args.addAll(List.of(options));
    Bench.Ran ran = new Bench().run(args.toArray());
    assertThat(ran.code()).as(ran.err()).isZero();
    List<JsonNode> documents = new ArrayList<>();
    for (Object one : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(ran.out())) {
      documents.add(new ObjectMapper().valueToTree(one));
    }
    return documents;
  }

  private JsonNode webhook(String... options) throws IOException {
    List<Object> args = args();
    args.addAll(List.of(options));
    Bench.Ran ran = new Bench().run(args.toArray());
    assertThat(ran.code()).as(ran.err()).isZero();
    Map<?, ?> manifest = new Yaml(new SafeConstructor(new LoaderOptions())).load(ran.out());
    return new ObjectMapper().valueToTree(manifest).path("webhooks").path(0);
  }

  private List<Object> args() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.crt"), CA);
    return new ArrayList<>(List.of("admission", "manifests", "--ca", file));
  }
}
