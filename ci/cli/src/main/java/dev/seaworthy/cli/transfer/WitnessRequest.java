package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks witnesses for their signatures (C2SP tlog-witness, {@code add-checkpoint}). Unencrypted ones
 * are asked too: a checkpoint is public, and an answer is signed.
 */
public final class WitnessRequest {
  /**
   * What a witness answers.
   *
   * @param lines signatures; empty where it has seen another number of entries than was said
   * @param seen that number, else 0
   */
  public record Reply(String lines, long seen) {
    public boolean isSigned() {
      return !lines.isEmpty();
    }
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int MAX_BYTES = 1 << 14;
  private static final String SIZE = "text/x.tlog.size";

  private final Wire wire = new Wire();

  /**
   * Posts a request.
   *
   * @param address the witness's, below which its calls are: {@code http:} or {@code https:}
   * @param request how many entries the witness has seen, the proof, and the checkpoint
   * @throws ConfigurationException if there is no such address, or it refuses
   */
  public Reply post(String address, String request) throws ConfigurationException {
    URI uri = Http.uri(address.replaceAll("/+$", "") + "/add-checkpoint");
    if (uri.getUserInfo() != null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new ConfigurationException(
          "BAD_REFERENCE",
          "the address of a witness is `http:` or `https:`, without a password",
          "write it like `https://witness.example/prefix`");
    }
    HttpRequest post =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("User-Agent", "seaworthy")
            .POST(BodyPublishers.ofString(request))
            .build();
    return reply(wire.send(post, MAX_BYTES, WitnessRequest::tooLarge));
  }

  private static Reply reply(Answer answer) throws ConfigurationException {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.status() == 200 && !body.isBlank()) {
      return new Reply(body, 0);
    }
    boolean tellsSize =
        answer.header("Content-Type").map(type -> type.trim().startsWith(SIZE)).orElse(false);
    if (answer.status() == 409 && tellsSize && body.matches("[0-9]{1,18}\n?")) {
      return new Reply("", Long.parseLong(body.strip()));
    }
    throw refused(answer);
  }

  private static ConfigurationException refused(Answer answer) {
    String why =
        switch (answer.status()) {
          case 200 -> "with nothing";
          case 403 -> "403: it trusts no key that signed the checkpoint";
          case 404 -> "404: it does not know this log";
          case 422 -> "422: to it the log does not extend the one that it has seen";
          default -> String.valueOf(answer.status());
        };
    String fix =
        switch (answer.status()) {
          case 403, 404 -> "have who runs it add the log's name and key";
          case 422 -> "find out who holds which log: one of them was rewritten";
          default -> "check the address, or ask again later";
        };
    return new ConfigurationException(
        answer.status() == 422 ? "LOG_REWRITTEN" : "SERVER_REFUSED",
        "the witness at `%s` answers %s".formatted(answer.uri(), why),
        fix);
  }

  private static ConfigurationException tooLarge(URI uri) {
    return new ConfigurationException(
        "TOO_LARGE",
        "`%s` answers with more than %d KiB".formatted(uri, MAX_BYTES >> 10),
        "check that it is a witness");
  }
}
