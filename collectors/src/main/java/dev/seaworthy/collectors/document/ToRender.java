package dev.seaworthy.collectors.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder whose files are no manifests themselves, but what manifests are rendered from.
 *
 * @param name as shown
 * @param folder its real path
 */
public record ToRender(Kind kind, String name, Path folder) {
  /** Which program renders it. */
  public enum Kind {
    HELM,
    KUSTOMIZE
  }

  /** What {@code folder} is; empty where its files are to be read as they lie. */
  static Optional<ToRender> at(String name, Path folder) throws IOException {
    if (isChart(folder)) {
      return Optional.of(new ToRender(Kind.HELM, name, folder.toRealPath()));
    }
    return kustomization(folder).isPresent()
        ? Optional.of(new ToRender(Kind.KUSTOMIZE, name, folder.toRealPath()))
        : Optional.empty();
  }

  private static boolean isChart(Path folder) {
    return Files.isRegularFile(folder.resolve("Chart.yaml"))
        && (Files.isDirectory(folder.resolve("templates"))
            || Files.isDirectory(folder.resolve("charts")));
  }

  /** The file that makes a folder an overlay, by any of the names that kustomize takes. */
  public static Optional<Path> kustomization(Path folder) {
    return Stream.of("kustomization.yaml", "kustomization.yml", "Kustomization")
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
