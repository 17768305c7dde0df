package dev.seaworthy.cli;

import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.nio.file.Path;

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

  /** The key that signed them. */
  public static Path key() {
    return POLICIES.resolve(index().keyFiles().get(0));
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
