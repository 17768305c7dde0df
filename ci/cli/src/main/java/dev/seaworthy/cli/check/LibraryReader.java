package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.CheckRequest.OutsideBundles;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.util.List;
import java.util.Set;

/** Reads the bundles that a command chooses from, and no more than it needs. */
final class LibraryReader {
  private final Setup setup;

  LibraryReader(Setup setup) {
    this.setup = setup;
  }

  /** The bundles of some names; all there are if that is none, or one is not known. */
  BundleLibrary read(Set<String> names, OutsideBundles outside)
      throws ConfigurationException, PolicyException {
    List<PolicyBundle> brought = new OutsideBundlesReader().read(outside);
    if (!names.isEmpty()) {
      BundleLibrary some = setup.library().get(names).with(brought);
      if (some.names().containsAll(names)) {
        return some;
      }
    }
    return setup.library().get().with(brought);
  }
}
