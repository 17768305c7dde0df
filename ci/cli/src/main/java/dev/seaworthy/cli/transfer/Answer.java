package dev.seaworthy.cli.transfer;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What a server answered. */
final class Answer {
  private final HttpResponse<byte[]> response;
  private final URI uri;

  Answer(HttpResponse<byte[]> response, URI uri) {
    this.response = response;
    this.uri = uri;
  }

  int status() {
    return response.statusCode();
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  /** The bytes themselves, for one reader. */
  byte[] body() {
    return response.body();
  }

  /** What was asked. */
  URI uri() {
    return uri;
  }
}
