package dev.seaworthy.collectors.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API server of two kinds, ConfigMap and Deployment, that does to order what a real one does
 * seldom.
 */
final class FakeApi implements AutoCloseable {
  /** Answers one request, whose query is given. */
  @FunctionalInterface
  interface Handler {
    void answer(HttpExchange exchange, String query) throws IOException;
  }

  static final String CONFIG_MAPS = "/api/v1/configmaps";
  static final String SECRETS = "/api/v1/secrets";
  static final String DEPLOYMENTS = "/apis/apps/v1/deployments";
  static final Patience IMPATIENT = new Patience(Duration.ofSeconds(3), 2, Duration.ofMillis(10));

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  FakeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    json("/version", "{'gitVersion': 'v1.34.4'}");
    json("/api", "{'kind': 'APIVersions', 'versions': ['v1']}");
    json("/apis", "{'kind': 'APIGroupList', 'groups': [" + group("apps") + "]}");
    json(
        "/api/v1",
        resources(
            "{'name': 'configmaps', 'singularName': 'configmap', 'namespaced': true,"
                + " 'kind': 'ConfigMap', 'verbs': ['get', 'list'], 'shortNames': ['cm']}",
            "{'name': 'secrets', 'singularName': 'secret', 'namespaced': true,"
                + " 'kind': 'Secret', 'verbs': ['get', 'list']}"));
    json(
        "/apis/apps/v1",
        resources(
            "{'name': 'deployments', 'singularName': 'deployment', 'namespaced': true,"
                + " 'kind': 'Deployment', 'verbs': ['list'], 'shortNames': ['deploy']}",
            "{'name': 'deployments/scale', 'namespaced': true, 'kind': 'Scale', 'verbs': ['get']}"));
    json(CONFIG_MAPS, list("ConfigMapList", "", map("a"), map("b")));
    json(SECRETS, list("SecretList", ""));
    json(DEPLOYMENTS, list("DeploymentList", ""));
  }

  static String group(String name) {
    return "{'name': '%1$s', 'versions': [{'groupVersion': '%1$s/v1', 'version': 'v1'}]}"
        .formatted(name);
  }

  static String resources(String... entries) {
    return "{'kind': 'APIResourceList', 'resources': [%s]}".formatted(String.join(",", entries));
  }

  /** A page of a list; {@code next} is the token of the page after it, or empty. */
  static String list(String kind, String next, String... items) {
    return "{'kind': '%s', 'metadata': {'resourceVersion': '7', 'continue': '%s'}, 'items': [%s]}"
        .formatted(kind, next, String.join(",", items));
  }

  static String map(String name) {
    return "{'metadata': {'name': '%s', 'namespace': 'quay'}, 'data': {'k': 'v'}}".formatted(name);
  }

  /** The path answers {@code json}, in which {@code '} stands for {@code "}. */
  FakeApi json(String path, String json) {
    return on(path, (exchange, query) -> send(exchange, 200, "application/json", json));
  }

  /** The path answers a Status object. */
  FakeApi status(String path, int code, String message) {
    String json = "{'kind': 'Status', 'message': '%s'}".formatted(message);
    return on(path, (exchange, query) -> send(exchange, code, "application/json", json));
  }

  FakeApi on(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Sends {@code text} and then nothing more, for longer than anybody waits. */
  static void stall(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Methods and paths of all requests so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  long requests(String path) {
    return requests.stream().filter(one -> one.startsWith("GET " + path + "?")).count();
  }

  /** What a reader makes of this cluster. */
  Snapshot gather(Path temp) {
    return gather(temp, List.of());
  }

  Snapshot gather(Path temp, List<String> kinds) {
    return gather(temp, kinds, NeededKinds.ALL);
  }

  Snapshot gather(Path temp, List<String> kinds, NeededKinds needed) {
    return gather(
        new ClusterSelection("", Optional.of(kubeconfig(temp)), List.of(), "", kinds, false),
        needed);
  }

  private static Snapshot gather(ClusterSelection selection, NeededKinds needed) {
    try {
      KubernetesCollector collector = new KubernetesCollector(Folder.SALT);
      return new Gatherer(Collectors.all(Folder.SALT), GatherOptions.DEFAULT)
          .gather(
              List.of(),
              List.of(
                  ClusterReader.of(selection, needed, collector, IMPATIENT, ClusterProgress.NONE)));
    } catch (ClusterException e) {
      throw new AssertionError(e.problem().toString(), e);
    }
  }

  Path kubeconfig(Path temp) {
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: me, user: {token: a-token-nobody-may-see}}]
        contexts: [{name: fake, context: {cluster: fake, user: me}}]
        current-context: fake
        """
            .formatted(server.getAddress().getPort());
    try {
      return Files.writeString(temp.resolve("kubeconfig"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code CODE file} of each gap. */
  static List<String> gaps(Snapshot snapshot) {
    return snapshot.gaps().stream().map(FakeApi::shown).toList();
  }

  static List<String> names(Snapshot snapshot) {
    return snapshot.evidence().stream()
        .filter(EvidenceKinds::isManifest)
        .map(one -> one.subject().toString())
        .toList();
  }

  private static String shown(Gap gap) {
    return gap.problem().code() + " " + gap.source().file();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    requests.add("%s %s?%s".formatted(exchange.getRequestMethod(), path, query));
    try (exchange) {
      handlers.getOrDefault(path, FakeApi::missing).answer(exchange, query);
    }
  }

  private static void missing(HttpExchange exchange, String query) throws IOException {
    send(exchange, 404, "application/json", "{'kind': 'Status', 'message': 'not found'}");
  }
}
