package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Problems;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a client finds one cluster's API server. Finding it is its job, hence it reads the
 * environment as kubectl does: {@code KUBECONFIG}, the home folder, and the service account of a
 * pod.
 *
 * @param config to build clients with
 * @param context the context's name; empty where a pod's own identity is used
 */
public record ClusterConfig(Config config, String context) {
  private static final String IN_CLUSTER = "in-cluster";

  /**
   * Finds the way; sends nothing.
   *
   * @throws ClusterException if the selection leads to no cluster
   */
  public static ClusterConfig of(ClusterSelection selection) throws ClusterException {
    Config config = read(selection);
    return new ClusterConfig(config, context(config, selection));
  }

  /** The context's name, or that it is a pod's own. */
  public String name() {
    return context.isEmpty() ? IN_CLUSTER : context;
  }

  private static Config read(ClusterSelection selection) throws ClusterException {
    @Nullable String context = selection.context().isEmpty() ? null : selection.context();
    if (selection.kubeconfig().isEmpty()) {
      return reading("the kubeconfig", () -> Config.autoConfigure(context));
    }
    Path file = selection.kubeconfig().get();
    if (!Files.isRegularFile(file)) {
      throw new ClusterException(
          Problems.of(
              "NO_KUBECONFIG", "there is no kubeconfig `%s`".formatted(file), "check the path"));
    }
    return reading(
        "`%s`".formatted(file),
        () -> Config.fromKubeconfig(context, file.toAbsolutePath().toFile()));
  }

  /** The client lets through whatever its YAML reader throws at a broken file. */
  private static Config reading(String what, Supplier<Config> reading) throws ClusterException {
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

  static ClusterException unusable(String what, RuntimeException e) {
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
