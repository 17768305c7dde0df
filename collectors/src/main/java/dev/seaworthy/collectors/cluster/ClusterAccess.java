package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Problems;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A way to one cluster's API server, with the identity that a kubeconfig or the pod this runs in
 * gives. Finding it is its job, hence it reads the environment as kubectl does: {@code KUBECONFIG},
 * the home folder, and the service account of a pod.
 */
final class ClusterAccess implements AutoCloseable {
  private static final String IN_CLUSTER = "in-cluster";

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
    Config config = config(selection);
    String context = context(config, selection);
    // Over HTTP/2 an API server closes the connection (GOAWAY) together with its 401, and the JDK's
    // client then reports the one without the other.
    config.setHttp2Disable(true);
    config.setRequestTimeout((int) patience.silence().toMillis());
    config.setRequestRetryBackoffLimit(patience.retries());
    config.setRequestRetryBackoffInterval((int) patience.firstWait().toMillis());
    String name = context.isEmpty() ? IN_CLUSTER : context;
    try {
      KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
      String url = client.getMasterUrl().toString().replaceFirst("/+$", "");
      ClusterProblems problems = new ClusterProblems("cluster:" + name, url, context);
      ApiServer server = new ApiServer(client.getHttpClient(), url, problems, patience);
      return new ClusterAccess(name, client, server);
    } catch (KubernetesClientException e) {
      throw unusable("context `%s`".formatted(name), e);
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

  private static Config config(ClusterSelection selection) throws ClusterException {
    @Nullable String context = selection.context().isEmpty() ? null : selection.context();
    if (selection.kubeconfig().isEmpty()) {
      return read("the kubeconfig", () -> Config.autoConfigure(context));
    }
    Path file = selection.kubeconfig().get();
    if (!Files.isRegularFile(file)) {
      throw new ClusterException(
          Problems.of(
              "NO_KUBECONFIG", "there is no kubeconfig `%s`".formatted(file), "check the path"));
    }
    return read(
        "`%s`".formatted(file),
        () -> Config.fromKubeconfig(context, file.toAbsolutePath().toFile()));
  }

  /** The client lets through whatever its YAML reader throws at a broken file. */
  private static Config read(String what, Supplier<Config> reading) throws ClusterException {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      throw unusable(what, e);
    }
  }

  /** The name of the context in use; empty where a pod's own identity is. */
  private static String context(Config config, ClusterSelection selection) throws ClusterException {
    List<String> known =
        config.getContexts() == null
            ? List.of()
            : config.getContexts().stream().map(NamedContext::getName).sorted().toList();
    String wanted = selection.context();
    if (!wanted.isEmpty() && !known.contains(wanted)) {
      throw new ClusterException(
          Problems.of(
              "NO_SUCH_CONTEXT",
              "the kubeconfig has no context `%s`".formatted(wanted),
              known.isEmpty()
                  ? "name a kubeconfig with `--kubeconfig FILE`"
                  : "choose one of `%s`".formatted(String.join("`, `", known))));
    }
    if (config.getCurrentContext() != null) {
      return String.valueOf(config.getCurrentContext().getName());
    }
    if (!known.isEmpty() || config.getAutoOAuthToken() == null) {
      throw new ClusterException(
          Problems.of(
              "NO_CLUSTER",
              known.isEmpty()
                  ? "there is no kubeconfig, and this is no pod with a service account"
                  : "the kubeconfig has no current context",
              "name one with `--kubeconfig FILE` or `--context NAME`"));
    }
    return "";
  }

  private static ClusterException unusable(String what, RuntimeException e) {
    // A parser's message may quote the line, and with it a token; a file's name is no secret.
    @Nullable Throwable cause = e.getCause();
    String reason =
        cause instanceof FileNotFoundException || cause instanceof NoSuchFileException
            ? "there is no " + cause.getMessage()
            : "it is not as kubectl writes it";
    return new ClusterException(
        Problems.of(
            "BAD_KUBECONFIG",
            "%s cannot be used: %s".formatted(what, reason),
            "check it with `kubectl config view`"));
  }
}
