package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;

/** A URL of a web server: read by GET, written by PUT, as artefact repositories take it. */
record WebPlace(URI uri, Http http) implements BundlePlace {
  @Override
  public byte[] fetch() throws ConfigurationException {
    Answer answer = http.send(http.request(uri).GET(), Http.MAX_BUNDLE);
    if (answer.status() != 200) {
      throw Http.refused(answer, "there is no bundle at `%s`".formatted(uri));
    }
    return answer.body();
  }

  @Override
  public String store(byte[] archive, PolicyBundle bundle, boolean force)
      throws ConfigurationException {
    if (!force) {
      Answer there = http.send(http.request(uri).GET(), Http.MAX_BUNDLE);
      if (there.status() == 200 && !Arrays.equals(there.body(), archive)) {
        throw Http.taken(uri.toString());
      }
    }
    Answer answer =
        http.send(
            http.request(uri)
                .header("Content-Type", "application/gzip")
                .PUT(BodyPublishers.ofByteArray(archive)),
            Http.MAX_WORDS);
    if (answer.status() < 200 || answer.status() > 299) {
      throw Http.refused(answer, "`%s` takes no bundle".formatted(uri));
    }
    return uri.toString();
  }
}
