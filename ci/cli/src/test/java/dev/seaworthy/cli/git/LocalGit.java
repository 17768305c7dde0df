package dev.seaworthy.cli.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Serves a repository by git's smart protocol, and whatever else a test wants, on this machine. */
public final class LocalGit implements AutoCloseable {
  /** Answers a request, or leaves it to the others. */
  @FunctionalInterface
  public interface Other {
    boolean answer(HttpExchange exchange) throws IOException;
  }

  /** What was asked for, with the header that proves who asks. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final Path repository;
  private volatile Other other = exchange -> false;

  /** Serves the repository at {@code /shop/web.git}. */
  public LocalGit(Path repository) throws IOException {
    this.repository = repository;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  public void first(Other answers) {
    other = answers;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    requests.add(
        "%s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                path,
                exchange.getRequestHeaders().getFirst("Authorization")));
    if (other.answer(exchange)) {
      return;
    }
    switch (path) {
      case "/shop/web.git/info/refs?service=git-upload-pack" -> advertise(exchange);
      case "/shop/web.git/git-upload-pack" -> upload(exchange);
      default -> reply(exchange, 404, "text/plain", new byte[0]);
    }
  }

  private void advertise(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Repository opened = opened()) {
      PacketLineOut lines = new PacketLineOut(out);
      lines.writeString("# service=git-upload-pack\n");
      lines.end();
      UploadPack pack = new UploadPack(opened);
      pack.setBiDirectionalPipe(false);
      pack.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(lines));
    }
    reply(exchange, 200, "application/x-git-upload-pack-advertisement", out.toByteArray());
  }

  private void upload(HttpExchange exchange) throws IOException {
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream in = exchange.getRequestBody();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Repository opened = opened()) {
      UploadPack pack = new UploadPack(opened);
      pack.setBiDirectionalPipe(false);
      pack.upload(packed ? new GZIPInputStream(in) : in, out, null);
    }
    reply(exchange, 200, "application/x-git-upload-pack-result", out.toByteArray());
  }

  private Repository opened() throws IOException {
    return new FileRepositoryBuilder().setBare().setGitDir(repository.toFile()).build();
  }

  public static void reply(HttpExchange exchange, int code, String type, byte[] body)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
