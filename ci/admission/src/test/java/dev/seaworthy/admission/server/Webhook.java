package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.Modes;
import dev.seaworthy.admission.ModesReader;
import dev.seaworthy.admission.Reviewer;
import dev.seaworthy.admission.Rules;
import dev.seaworthy.admission.glass.BreakGlass;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Waiver;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server of its own on this machine, its files, and clients that trust it. */
final class Webhook implements AutoCloseable {
  final StandInRuntime runtime = new StandInRuntime();
  final SigningKey glassKey = SigningKey.generate(new SecureRandom());
  volatile List<Waiver> waivers = List.of();
  final Path certificate;
  final Path key;
  final Path modes;
  final ByteArrayOutputStream log = new ByteArrayOutputStream();
  final AdmissionServer server;
  private final int port;
  private IssuedCertificate issued;

  Webhook(Path folder, String modesText, int workers, int waiting, Duration drain)
      throws IOException, AdmissionException, GeneralSecurityException {
    this(folder, modesText, workers, waiting, drain, Duration.ZERO);
  }

  Webhook(Path folder, String modesText, int workers, int waiting, Duration drain, Duration warmUp)
      throws IOException, AdmissionException, GeneralSecurityException {
    this(folder, modesText, workers, waiting, drain, warmUp, Optional.empty());
  }

  private Webhook(
      Path folder,
      String modesText,
      int workers,
      int waiting,
      Duration drain,
      Duration warmUp,
      Optional<DecisionFolder> decisions)
      throws IOException, AdmissionException, GeneralSecurityException {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    modes = Files.writeString(folder.resolve("modes.yaml"), modesText);
    issued = IssuedCertificate.issue("EC", "1");
    issued.writeCertificate(certificate);
    issued.writeKey(key);
    server =
        AdmissionServer.start(
            new ServerOptions(
                "127.0.0.1",
                0,
                certificate,
                key,
                Duration.ofSeconds(10),
                workers,
                waiting,
                ServerOptions.LEAST_BYTES,
                drain,
                Duration.ofMillis(20),
                warmUp,
                decisions),
            new Source(),
            "1.2.3",
            Clock.systemUTC(),
            new PrintStream(new BufferedOutputStream(log), false, StandardCharsets.UTF_8));
    port = server.port();
  }

  static Webhook at(Path folder) throws IOException, AdmissionException, GeneralSecurityException {
    return new Webhook(folder, "", 2, 10, Duration.ZERO);
  }

  /** One that keeps its decisions. */
  static Webhook keeping(Path folder, DecisionFolder decisions)
      throws IOException, AdmissionException, GeneralSecurityException {
    return new Webhook(folder, "", 2, 100, Duration.ZERO, Duration.ZERO, Optional.of(decisions));
  }

  /** Reads the modes' file anew each time. */
  private final class Source implements ReviewerSource {
    @Override
    public Reviewer read() throws AdmissionException {
      try {
        Modes read = new ModesReader(Set.of("T-01")).read(Files.readString(modes));
        List<PolicyBundle> bundles = List.of(StandInRuntime.bundle("1.0.0"));
        return new Reviewer(
            runtime,
            new Rules(
                bundles,
                ParameterValues.of(bundles, Map.of()),
                read,
                Optional.empty(),
                waivers,
                new BreakGlass(List.of(glassKey.verificationKey()))),
            new KubernetesCollector(Salt.of(new byte[32])));
      } catch (IOException | PolicyException e) {
        throw new AdmissionException(new Problem("TEST", "the file is gone", "put it back"));
      }
    }

    @Override
    public List<Path> files() {
      return List.of(modes);
    }
  }

  /** Starts one more, which lacks nothing but perhaps what the options say. */
  AdmissionServer another(ServerOptions options) throws AdmissionException {
    return AdmissionServer.start(
        options,
        new Source(),
        "1.2.3",
        Clock.systemUTC(),
        new PrintStream(new BufferedOutputStream(log), false, StandardCharsets.UTF_8));
  }

  /** Puts another certificate in the files. */
  void renew(IssuedCertificate next) throws IOException, GeneralSecurityException {
    next.writeCertificate(certificate);
    next.writeKey(key);
    issued = next;
  }

  HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(trusting(issued)).version(version).build();
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client(HttpClient.Version.HTTP_2).send(request(body, ""), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postLater(String body) {
    return client(HttpClient.Version.HTTP_1_1)
        .sendAsync(request(body, ""), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client(HttpClient.Version.HTTP_2)
        .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  /** The status line for a client that calls the server by an address of its own. */
  String statusFor(String path, String host) throws IOException {
    try (Socket socket = trusting(issued).getSocketFactory().createSocket("127.0.0.1", port)) {
      String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      socket
          .getOutputStream()
          .write(request.formatted(path, host).getBytes(StandardCharsets.UTF_8));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return String.valueOf(answer.readLine());
    }
  }

  /** A connection on which nothing was sent. */
  Socket connect() throws IOException {
    return trusting(issued).getSocketFactory().createSocket("127.0.0.1", port);
  }

  HttpRequest request(String body, String query) {
    return HttpRequest.newBuilder(uri("/validate" + query))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  URI uri(String path) {
    return URI.create("https://127.0.0.1:%d%s".formatted(port, path));
  }

  static String create(String name) {
    return review("CREATE", object(name), "null");
  }

  static String review(String operation, String object, String old) {
    return """
    {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1",\
    "kind":{"group":"","version":"v1","kind":"ConfigMap"},"operation":"%s","namespace":"shop",\
    "object":%s,"oldObject":%s}}\
    """
        .formatted(operation, object, old);
  }

  static String object(String name) {
    return """
    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"shop"}}\
    """
        .formatted(name);
  }

  @Override
  public void close() {
    runtime.release();
    server.close();
  }

  private static SSLContext trusting(IssuedCertificate trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("webhook", trusted.certificate());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
