package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Everything that can go wrong between this program and one cluster. */
final class ClusterProblems {
  private final String cluster;
  private final String url;
  private final String kubectl;

  /**
   * The problems of a cluster.
   *
   * @param context of the kubeconfig; empty where a pod's own identity is used
   */
  ClusterProblems(String cluster, String url, String context) {
    this.cluster = cluster;
    this.url = url;
    this.kubectl = context.isEmpty() ? "kubectl" : "kubectl --context " + context;
  }

  Problem unauthorized(String reason) {
    return Problems.of(
        "CREDENTIALS_REFUSED",
        "`%s` does not accept this identity (401)%s".formatted(cluster, because(reason)),
        "log in again; `%s get --raw /api` must work".formatted(kubectl));
  }

  Problem forbidden(String path, String reason) {
    return Problems.of(
        "FORBIDDEN",
        "this identity may not read `%s` of `%s`%s"
            .formatted(plain(path), cluster, because(reason)),
        "grant list and watch on it, as collectors/kubernetes/rbac.yaml does, or choose others with"
            + " `--kinds`");
  }

  Problem badRequest(String path, String reason) {
    return Problems.of(
        "BAD_SELECTION",
        "`%s` refuses `%s`%s".formatted(cluster, path, because(reason)),
        "check `--selector` and `--namespace`; `%s get pods -l SELECTOR` takes the same"
            .formatted(kubectl));
  }

  Problem expired(String path) {
    return Problems.of(
        "LIST_EXPIRED",
        "`%s` of `%s` changed faster than it could be read, several times over"
            .formatted(plain(path), cluster),
        "run again when the cluster is quieter, or choose fewer objects with `--namespace`");
  }

  Problem busy(String path, int code, String reason) {
    return Problems.of(
        "SERVER_BUSY",
        "`%s` answers %d to `%s`, each time it is asked%s"
            .formatted(cluster, code, plain(path), because(reason)),
        "see `%s get --raw %s`; behind it may be an API service or a conversion webhook that is"
                .formatted(kubectl, plain(path))
            + " down");
  }

  Problem odd(String path, int code, String reason) {
    return Problems.of(
        "REFUSED",
        "`%s` answers %d to `%s`%s".formatted(cluster, code, plain(path), because(reason)),
        "see `%s get --raw %s`".formatted(kubectl, plain(path)));
  }

  Problem unreadable(String path, String reason) {
    return Problems.of(
        "NOT_AN_ANSWER",
        "what `%s` answers to `%s` cannot be read: %s".formatted(cluster, plain(path), reason),
        "see `%s get --raw %s`; a proxy may answer in the API server's place"
            .formatted(kubectl, plain(path)));
  }

  Problem silent(String path) {
    return Problems.of(
        "SERVER_SILENT",
        "`%s` stopped answering at `%s`".formatted(cluster, plain(path)),
        "check the connection to %s, and run again".formatted(url));
  }

  Problem broken(String path, IOException e) {
    return e instanceof SocketTimeoutException
        ? silent(path)
        : Problems.of(
            "CONNECTION_BROKE",
            "the connection to `%s` broke at `%s`".formatted(cluster, plain(path)),
            "check the connection to %s, and run again".formatted(url));
  }

  Problem unasked(int lists, Problem because) {
    return Problems.of(
        because.code(),
        "%s; %d more lists were not asked for".formatted(because.message(), lists),
        because.fix());
  }

  Problem noNamespace(String namespace) {
    return Problems.of(
        "NO_SUCH_NAMESPACE",
        "`%s` has no namespace `%s`".formatted(cluster, namespace),
        "see `%s get namespaces`".formatted(kubectl));
  }

  Problem noKind(String kind) {
    return Problems.of(
        "NO_SUCH_KIND",
        "`%s` has no kind `%s` that can be listed".formatted(cluster, kind),
        "see `%s api-resources --verbs=list`".formatted(kubectl));
  }

  Problem nothing() {
    return Problems.of(
        "NO_EVIDENCE",
        "nothing of `%s` was chosen, or nothing is there".formatted(cluster),
        "check `--namespace`, `--selector` and `--kinds`");
  }

  Problem tooMany(String path, int most) {
    return Problems.of(
        "TOO_MANY_OBJECTS",
        "`%s` of `%s` has more than %d objects".formatted(plain(path), cluster, most),
        "choose fewer with `--namespace` or `--selector`");
  }

  Problem cacheFull(String path, HeldBudget budget) {
    return Problems.of(
        "CACHE_FULL",
        "`%s` of `%s` does not fit beside what else is held: at most %d objects and %d bytes are"
            .formatted(plain(path), cluster, budget.mostObjects(), budget.mostBytes()),
        "allow more, with the memory for it, or judge by fewer controls");
  }

  Problem tooManyLists(int most) {
    return Problems.of(
        "TOO_MANY_LISTS",
        "more than %d lists of `%s` are not followed at once".formatted(most, cluster),
        "choose fewer with `--namespace` or `--kinds`");
  }

  Problem notListedYet(String path) {
    return Problems.of(
        "NOT_LISTED_YET",
        "`%s` of `%s` is not read yet".formatted(path, cluster),
        "wait until it is; what is known is judged meanwhile");
  }

  /** That a list is no longer followed, for how long. */
  Problem notFollowed(Problem because, Duration age) {
    return Problems.of(
        because.code(),
        "%s; what was known of it is %d s old and counts no more"
            .formatted(because.message(), age.toSeconds()),
        because.fix());
  }

  /** Why no answer came at all. */
  ApiException unreachable(String path, Throwable cause) {
    return new Unreachable(cluster, url, kubectl).explain(plain(path), cause);
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  /** A path without its query, which says more than a reader wants to know. */
  private static String plain(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
