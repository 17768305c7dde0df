package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A place that a built bundle is kept in: a registry, a web server, a file. */
public sealed interface BundlePlace permits OciPlace, WebPlace, FilePlace {
  /**
   * The place that is named.
   *
   * @param reference {@code oci://HOST/REPOSITORY:TAG}, an {@code https:} URL, or a file
   * @param environment holds credentials, or where to find them
   * @throws ConfigurationException if it names none
   */
  static BundlePlace of(String reference, Map<String, String> environment)
      throws ConfigurationException {
    Credentials credentials = new Credentials(environment);
    if (reference.startsWith(OciReference.SCHEME)) {
      OciReference name = OciReference.parse(reference);
      return new OciPlace(name, new OciClient(new Http(credentials, name.host())));
    }
    if (reference.startsWith("https:") || reference.startsWith("http:")) {
      URI uri = Http.uri(reference);
      return new WebPlace(uri, new Http(credentials, uri.getRawAuthority()));
    }
    if (reference.startsWith("file:")) {
      return new FilePlace(file(reference));
    }
    if (reference.matches("[a-z][a-z0-9+.-]+://.*")) {
      throw malformed(reference);
    }
    return new FilePlace(Path.of(reference));
  }

  /** The archive, as it is kept there; nothing of it was checked but what the place says of it. */
  byte[] fetch() throws ConfigurationException;

  /**
   * Puts an archive there.
   *
   * @param force replace what is there under the same name
   * @return how to name exactly these bytes
   */
  String store(byte[] archive, PolicyBundle bundle, boolean force) throws ConfigurationException;

  private static Path file(String reference) throws ConfigurationException {
    try {
      return Path.of(URI.create(reference));
    } catch (IllegalArgumentException e) {
      throw malformed(reference);
    }
  }

  private static ConfigurationException malformed(String reference) {
    return new ConfigurationException(
        "BAD_REFERENCE",
        "`%s` names no place for a bundle".formatted(reference),
        "write `oci://HOST/REPOSITORY:TAG`, an `https:` URL, or a file");
  }
}
