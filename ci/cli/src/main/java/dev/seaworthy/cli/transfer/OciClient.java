package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.json.Digest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/**
 * What a bundle needs of the OCI distribution specification 1.1: manifests, blobs, and their upload
 * in one piece. Written here, for the library that there is brings native code and a second JSON
 * binding for four requests.
 */
final class OciClient {
  private final Http http;

  OciClient(Http http) {
    this.http = http;
  }

  /** A manifest that is there; of the digest that is asked for, where one is. */
  Optional<byte[]> manifest(OciReference reference) throws ConfigurationException {
    URI uri = uri(reference, "manifests/" + reference.manifest());
    Answer answer =
        http.send(http.request(uri).header("Accept", OciManifest.TYPE).GET(), Http.MAX_WORDS);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    require(answer, 200, "`%s` gives no manifest".formatted(reference));
    if (reference.digest().isPresent()) {
      requireDigest(answer.body(), reference.digest().get(), reference);
    }
    return Optional.of(answer.body());
  }

  byte[] blob(OciReference reference, Digest digest, int size) throws ConfigurationException {
    URI uri = uri(reference, "blobs/" + digest);
    if (size > Http.MAX_BUNDLE) {
      throw Http.tooLarge(uri);
    }
    Answer answer = http.send(http.request(uri).GET(), Http.MAX_BUNDLE);
    require(answer, 200, "`%s` gives no bundle".formatted(reference));
    requireDigest(answer.body(), digest, reference);
    return answer.body();
  }

  /** Puts a blob there, if it is not there yet. */
  void upload(OciReference reference, byte[] content) throws ConfigurationException {
    Digest digest = Digest.of(content);
    URI there = uri(reference, "blobs/" + digest);
    boolean known =
        http.send(http.request(there).method("HEAD", BodyPublishers.noBody()), Http.MAX_WORDS)
                .status()
            == 200;
    if (known) {
      return;
    }
    URI start = uri(reference, "blobs/uploads/");
    Answer begun = http.send(http.request(start).POST(BodyPublishers.noBody()), Http.MAX_WORDS);
    require(begun, 202, "`%s` takes no upload".formatted(reference));
    String location =
        begun
            .header("Location")
            .orElseThrow(() -> Http.refused(begun, "the registry does not say where to upload to"));
    URI target = start.resolve(Http.uri(location, start));
    String query = target.getRawQuery() == null ? "?" : "&";
    Answer done =
        http.send(
            http.request(URI.create(target + query + "digest=" + digest))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content)),
            Http.MAX_WORDS);
    require(done, 201, "`%s` does not keep what was uploaded".formatted(reference));
  }

  void putManifest(OciReference reference, byte[] manifest) throws ConfigurationException {
    URI uri = uri(reference, "manifests/" + reference.manifest());
    Answer answer =
        http.send(
            http.request(uri)
                .header("Content-Type", OciManifest.TYPE)
                .PUT(BodyPublishers.ofByteArray(manifest)),
            Http.MAX_WORDS);
    require(answer, 201, "`%s` takes no manifest".formatted(reference));
  }

  private static URI uri(OciReference reference, String what) throws ConfigurationException {
    String scheme = Http.isLoopback(reference.host()) ? "http" : "https";
    return Http.uri(
        "%s://%s/v2/%s/%s".formatted(scheme, reference.host(), reference.repository(), what));
  }

  private static void require(Answer answer, int status, String otherwise)
      throws ConfigurationException {
    if (answer.status() != status) {
      throw Http.refused(answer, otherwise);
    }
  }

  private static void requireDigest(byte[] content, Digest digest, OciReference reference)
      throws ConfigurationException {
    Digest found = Digest.of(content);
    if (!found.equals(digest)) {
      throw new ConfigurationException(
          "DIGEST_MISMATCH",
          "`%s` gives `%s` where `%s` was asked for".formatted(reference, found, digest),
          "do not use it; ask who runs the registry, or fetch from another");
    }
  }
}
