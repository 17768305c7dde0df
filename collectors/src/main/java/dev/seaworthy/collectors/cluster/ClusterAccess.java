package dev.seaworthy.collectors.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * A way to one cluster's API server, with the identity that a kubeconfig or the pod this runs in
 * gives.
 */
final class ClusterAccess implements AutoCloseable {
  private final String name;
  private final KubernetesClient client;
  private final ApiServer server;

  private ClusterAccess(String name, KubernetesClient client, ApiServer server) {
    this.name = name;
    this.client = client;
    this.server = server;
  }

  /**
   * Finds the way; sends nothing yet.
   *
   * @throws ClusterException if the selection leads to no cluster
   */
  static ClusterAccess open(ClusterSelection selection, Patience patience) throws ClusterException {
    ClusterConfig chosen = ClusterConfig.of(selection);
    Config config = chosen.config();
    String context = chosen.context();
    // Over HTTP/2 an API server closes the connection (GOAWAY) together with its 401, and the JDK's
    // client then reports the one without the other.
    config.setHttp2Disable(true);
    config.setRequestTimeout((int) patience.silence().toMillis());
    config.setRequestRetryBackoffLimit(patience.retries());
    config.setRequestRetryBackoffInterval((int) patience.firstWait().toMillis());
    String name = chosen.name();
    try {
      KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
      String url = client.getMasterUrl().toString().replaceFirst("/+$", "");
      ClusterProblems problems = new ClusterProblems("cluster:" + name, url, context);
      ApiServer server = new ApiServer(client.getHttpClient(), url, problems, patience);
      return new ClusterAccess(name, client, server);
    } catch (KubernetesClientException e) {
      throw ClusterConfig.unusable("context `%s`".formatted(name), e);
    }
  }

  /** The context's name. */
  String name() {
    return name;
  }

  ApiServer server() {
    return server;
  }

  @Override
  public void close() {
    client.close();
  }
}
