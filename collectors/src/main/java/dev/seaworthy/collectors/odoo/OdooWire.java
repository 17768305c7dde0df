package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one Odoo: no more bytes and no more time than allowed. Follows no redirect, so that the
 * secret goes nowhere else; certificates are verified, names included.
 */
final class OdooWire {
  /** What a server answered. */
  static final class Answer {
    private final int code;
    private final String type;
    private final byte[] body;

    private Answer(int code, String type, byte[] body) {
      this.code = code;
      this.type = type;
      this.body = body;
    }

    int code() {
      return code;
    }

    /** The bytes themselves, for one reader. */
    byte[] body() {
      return body;
    }

    /** Whether it is a page for people. */
    private boolean isPage() {
      String head = new String(body, 0, Math.min(body.length, MOST_HEAD), StandardCharsets.UTF_8);
      return type.startsWith("text/html")
          || head.stripLeading().matches("(?is)<(!doctype )?html.*");
    }
  }

  /** A connection that ended before its answer did. */
  private static final class BrokenException extends Exception {}

  private static final int TRIES = 4;
  private static final int MOST_HEAD = 200;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 32 << 20;
  private static final int MOST_AUTHORITY_BYTES = 4 << 20;

  private final OdooAddress address;
  private final Duration silence;
  private final HttpClient client;

  /**
   * A way to an Odoo; nothing is sent yet.
   *
   * @param authority certificates of the only authorities to trust, as PEM, in place of the usual
   * @param silence how long one whole answer may take
   */
  OdooWire(OdooAddress address, Optional<Path> authority, Duration silence) throws OdooException {
    this.address = address;
    this.silence = silence;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1);
    if (authority.isPresent()) {
      builder.sslContext(trusting(authority.get()));
    }
    this.client = builder.build();
  }

  /** What the server answers to {@code body} at {@code path}; a redirect or a page is refused. */
  Answer post(String path, String type, String body, Map<String, String> headers)
      throws OdooException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.url() + path))
            .timeout(silence)
            .header("User-Agent", "seaworthy")
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    Answer answer = answered(request.build(), path);
    if (answer.code() / 100 == 3) {
      throw OdooProblems.oddAnswer(
          address, path, "it leads elsewhere (%d)".formatted(answer.code()));
    }
    if (answer.isPage()) {
      throw OdooProblems.oddAnswer(
          address, path, "it is a page of HTML (%d)".formatted(answer.code()));
    }
    return answer;
  }

  /** The JSON that an answer to {@code path} is. */
  JsonNode json(String path, Answer answer) throws OdooException {
    try {
      return StrictJson.parse(answer.body());
    } catch (NotCanonicalException e) {
      throw OdooProblems.oddAnswer(address, path, "it is not JSON (%d)".formatted(answer.code()));
    }
  }

  /**
   * Asks again where the connection breaks, which is safe for what only reads: Odoo's own server
   * closes each connection after its answer, and the client may take it for open.
   */
  private Answer answered(HttpRequest request, String path) throws OdooException {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return sent(request, path);
      } catch (BrokenException e) {
        // The next connection is a new one.
      }
    }
    try {
      return sent(request, path);
    } catch (BrokenException e) {
      throw OdooProblems.unreachable(address, "the connection broke");
    }
  }

  private Answer sent(HttpRequest request, String path) throws OdooException, BrokenException {
    AtomicBoolean tooLarge = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(request, limited(tooLarge));
    try {
      HttpResponse<byte[]> response = coming.get(silence.toMillis(), TimeUnit.MILLISECONDS);
      if (tooLarge.get()) {
        throw OdooProblems.oddAnswer(
            address, path, "it is larger than %d MiB".formatted(MAX_BYTES >> 20));
      }
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), type, response.body());
    } catch (ExecutionException e) {
      throw OdooProblems.unreachable(address, why(e.getCause()).orElseThrow(BrokenException::new));
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw OdooProblems.unreachable(address, tooLong());
    } catch (InterruptedException e) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw OdooProblems.unreachable(address, "the program was interrupted");
    }
  }

  /** Keeps what is allowed and lets the rest pass by unseen. */
  private static BodyHandler<byte[]> limited(AtomicBoolean tooLarge) {
    return info -> {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      return BodySubscribers.mapping(
          BodySubscribers.ofByteArrayConsumer(
              chunk -> chunk.ifPresent(bytes -> keep(bytes, body, tooLarge))),
          ignored -> body.toByteArray());
    };
  }

  private static void keep(byte[] bytes, ByteArrayOutputStream body, AtomicBoolean tooLarge) {
    if (tooLarge.get() || body.size() + bytes.length > MAX_BYTES) {
      tooLarge.set(true);
    } else {
      body.writeBytes(bytes);
    }
  }

  private String tooLong() {
    return "it takes longer than %d seconds".formatted(silence.toSeconds());
  }

  /** Why asking again is of no use; empty where the connection just broke. */
  private Optional<String> why(@Nullable Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return Optional.of(tooLong());
    }
    if (cause instanceof ConnectException) {
      return Optional.of("nothing listens there");
    }
    return cause instanceof SSLException
        ? Optional.of("its certificate or its TLS is not accepted")
        : Optional.empty();
  }

  private static SSLContext trusting(Path file) throws OdooException {
    try (InputStream in = Files.newInputStream(file)) {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Collection<? extends Certificate> found = factory.generateCertificates(limited(in));
      List<Certificate> certificates = new ArrayList<>(found);
      if (certificates.isEmpty()) {
        throw OdooProblems.badAuthority(String.valueOf(file.getFileName()), "it has none");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("authority-" + i, certificates.get(i));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw OdooProblems.badAuthority(String.valueOf(file.getFileName()), "it cannot be read");
    } catch (GeneralSecurityException e) {
      throw OdooProblems.badAuthority(
          String.valueOf(file.getFileName()), "it has something else, or a broken certificate");
    }
  }

  private static InputStream limited(InputStream in) throws IOException {
    return new ByteArrayInputStream(in.readNBytes(MOST_AUTHORITY_BYTES));
  }
}
