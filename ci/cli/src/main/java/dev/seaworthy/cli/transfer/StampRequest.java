package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * Time stamps over HTTP (RFC 3161, section 3.4). Unencrypted servers are asked too, as most are: a
 * request tells nothing, and an answer is signed.
 */
public final class StampRequest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Above any answer with a chain of certificates. */
  private static final int MAX_BYTES = 1 << 18;

  private static final String QUERY = "application/timestamp-query";
  private static final String REPLY = "application/timestamp-reply";

  private final Wire wire = new Wire();

  /**
   * Posts a request.
   *
   * @param address where the authority answers: {@code http:} or {@code https:}
   * @return what should be a TimeStampResp
   * @throws ConfigurationException if there is no such address or answer
   */
  public byte[] post(String address, byte[] query) throws ConfigurationException {
    URI uri = uri(address);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("User-Agent", "seaworthy")
            .header("Content-Type", QUERY)
            .header("Accept", REPLY)
            .POST(BodyPublishers.ofByteArray(query))
            .build();
    Answer answer = wire.send(request, MAX_BYTES, StampRequest::tooLarge);
    boolean isReply =
        answer.header("Content-Type").map(type -> type.trim().startsWith(REPLY)).orElse(false);
    if (answer.status() != 200 || !isReply) {
      throw new ConfigurationException(
          "SERVER_REFUSED",
          "`%s` gives no time stamp: it answers %d%s"
              .formatted(uri, answer.status(), isReply ? "" : ", not in the form of RFC 3161"),
          "check the address; authorities redirect nobody");
    }
    return answer.body();
  }

  /**
   * Refuses what cannot be the address of an authority, before one is asked.
   *
   * @throws ConfigurationException says why
   */
  public static void requireAddress(String address) throws ConfigurationException {
    uri(address);
  }

  private static URI uri(String address) throws ConfigurationException {
    URI uri = Http.uri(address);
    if (uri.getUserInfo() != null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new ConfigurationException(
          "BAD_REFERENCE",
          "the address of a time-stamp authority is `http:` or `https:`, without a password",
          "write it like `http://timestamp.example/tsr`");
    }
    return uri;
  }

  private static ConfigurationException tooLarge(URI uri) {
    return new ConfigurationException(
        "TOO_LARGE",
        "`%s` answers with more than %d KiB".formatted(uri, MAX_BYTES >> 10),
        "check that it is a time-stamp authority");
  }
}
