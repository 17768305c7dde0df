package dev.seaworthy.collectors;

import java.nio.file.Path;
import java.util.List;

/**
 * What a release descriptor says about a source and the source itself cannot.
 *
 * @param serves host names that a certificate must cover; empty when not declared
 * @param trust files with the certificates to anchor a chain in; empty when not declared
 */
public record Hints(List<String> serves, List<Path> trust) {
  public static final Hints NONE = new Hints(List.of(), List.of());

  public Hints {
    serves = List.copyOf(serves);
    trust = List.copyOf(trust);
  }
}
