package dev.seaworthy.admission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The rights to list and watch what controls look at, for the account of a server that judges among
 * a cluster's objects; the chart's are the same.
 *
 * @param account of the name space, whose pods run the server
 * @param secrets whether Secrets may be read too
 */
public record ReaderManifest(String namespace, String account, boolean secrets) {
  private static final String YAML = "reader.yaml";

  /** A role and its binding, to follow other documents of YAML. */
  public String toYaml() {
    return text().formatted(namespace, account, secrets ? "      - secrets\n" : "");
  }

  private static String text() {
    try (InputStream in = ReaderManifest.class.getResourceAsStream(YAML)) {
      return new String(Objects.requireNonNull(in, YAML).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("reading from the class path cannot fail", e);
    }
  }
}
