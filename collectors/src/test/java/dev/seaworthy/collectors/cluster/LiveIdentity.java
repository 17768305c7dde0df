package dev.seaworthy.collectors.cluster;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kubeconfigs of others than the administrator of a real API server. */
final class LiveIdentity {
  private LiveIdentity() {}

  /** A token of a service account, good for an hour. */
  static String token(KubernetesClient admin, String namespace, String account) {
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest(
            new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec().build())
        .getStatus()
        .getToken();
  }

  /** Writes {@code file}: the server of another kubeconfig, and nothing but a token. */
  static Path withToken(Path kubeconfig, String token, Path file) throws IOException {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s", certificate-authority: "%s"}}]
        users: [{name: u, user: {token: "%s"}}]
        contexts: [{name: u, context: {cluster: c, user: u}}]
        current-context: u
        """
            .formatted(config.getMasterUrl(), config.getCaCertFile(), token);
    return Files.writeString(file, text);
  }
}
