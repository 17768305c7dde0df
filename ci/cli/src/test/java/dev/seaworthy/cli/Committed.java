package dev.seaworthy.cli;

import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The committed bundles, whatever their versions are. */
public final class Committed {
  public static final Path POLICIES = Path.of("..", "..", "policies");

  private Committed() {}

  /** The newest archive of a bundle. */
  public static Path archive(String bundle) {
    return POLICIES.resolve(newest(bundle).file());
  }

  public static String version(String bundle) {
    return newest(bundle).version();
  }

  /** The key that signed the newest archive of a bundle; its file is named by its identifier. */
  public static Path key(String bundle) {
    String archive = text(archive(bundle));
    return index().keyFiles().stream()
        .map(POLICIES::resolve)
        .filter(key -> archive.contains("SHA256:" + identifier(key)))
        .findFirst()
        .orElseThrow();
  }

  private static String identifier(Path key) {
    return String.valueOf(key.getFileName()).replaceAll("policy-|[.]pem", "");
  }

  private static String text(Path archive) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BundleIndex.Entry newest(String bundle) {
    return index().find(bundle).orElseThrow();
  }

  private static BundleIndex index() {
    try {
      return BundleIndex.open(BundleStore.folder(POLICIES));
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }
}
