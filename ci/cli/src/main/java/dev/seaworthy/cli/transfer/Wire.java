package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request and its answer: no more bytes and no more time than allowed. */
final class Wire {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long TIMEOUT_SECONDS = 120;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  Answer send(HttpRequest request, int limit) throws ConfigurationException {
    return send(request, limit, Http::tooLarge);
  }

  /** The same, with how to say that an answer is larger. */
  Answer send(HttpRequest request, int limit, Function<URI, ConfigurationException> tooLong)
      throws ConfigurationException {
    AtomicBoolean tooLarge = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, limited(limit, tooLarge));
    try {
      HttpResponse<byte[]> response = sent.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (tooLarge.get()) {
        throw tooLong.apply(request.uri());
      }
      return new Answer(response, request.uri());
    } catch (ExecutionException e) {
      throw unreachable(request.uri(), why(e.getCause()));
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw unreachable(request.uri(), "it takes too long");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw unreachable(request.uri(), "the program was interrupted");
    }
  }

  /** Keeps what is allowed and lets the rest pass by unseen. */
  private static BodyHandler<byte[]> limited(int limit, AtomicBoolean tooLarge) {
    return info -> {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      return BodySubscribers.mapping(
          BodySubscribers.ofByteArrayConsumer(
              chunk ->
                  chunk.ifPresent(
                      bytes -> {
                        if (body.size() + bytes.length > limit) {
                          tooLarge.set(true);
                        } else {
                          body.writeBytes(bytes);
                        }
                      })),
          ignored -> body.toByteArray());
    };
  }

  private static String why(@Nullable Throwable cause) {
    if (cause instanceof java.net.ConnectException) {
      return "nothing answers there";
    }
    if (cause instanceof java.net.http.HttpTimeoutException) {
      return "it takes too long";
    }
    if (cause instanceof javax.net.ssl.SSLException) {
      return "its certificate or protocol is not accepted";
    }
    return cause instanceof IOException ? "the connection broke" : "the request failed";
  }

  private static ConfigurationException unreachable(URI uri, String why) {
    return new ConfigurationException(
        "UNREACHABLE",
        "`%s` cannot be reached: %s".formatted(uri, why),
        "check the name, the network and the proxy");
  }
}
