package dev.seaworthy.cli.check;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.util.ArrayList;
import java.util.List;

/** The bundles that come with the program, each of the digest and the signature its index says. */
final class BuiltInBundles {
  private BuiltInBundles() {}

  static List<PolicyBundle> read() throws PolicyException {
    BundleIndex index =
        BundleIndex.open(BundleStore.builtIn(BuiltInBundles.class.getClassLoader()));
    List<PolicyBundle> bundles = new ArrayList<>();
    for (BundleIndex.Entry entry : index.entries()) {
      bundles.add(index.load(entry));
    }
    return bundles;
  }
}
