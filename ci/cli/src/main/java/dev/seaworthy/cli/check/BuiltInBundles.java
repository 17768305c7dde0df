package dev.seaworthy.cli.check;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The bundles that come with the program, each of the digest and the signature its index says. */
final class BuiltInBundles implements Setup.BundleSource {
  private @Nullable BundleIndex opened;

  @Override
  public BundleLibrary get() throws PolicyException {
    return read(entry -> true);
  }

  @Override
  public BundleLibrary get(Set<String> names) throws PolicyException {
    return read(entry -> names.contains(entry.name()));
  }

  @Override
  public Optional<byte[]> archive(Digest digest) throws PolicyException {
    BundleIndex index = index();
    for (BundleIndex.Entry entry : index.entries()) {
      if (entry.digest().equals(digest)) {
        return Optional.of(index.archive(entry));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<BundleKey> keys() throws PolicyException {
    return index().keys();
  }

  /** Opened when first asked for; an evidence bundle asks for each of its policies. */
  private synchronized BundleIndex index() throws PolicyException {
    BundleIndex known = opened;
    if (known == null) {
      known = BundleIndex.open(BundleStore.builtIn(BuiltInBundles.class.getClassLoader()));
      opened = known;
    }
    return known;
  }

  private BundleLibrary read(Predicate<BundleIndex.Entry> wanted) throws PolicyException {
    BundleIndex index = index();
    List<PolicyBundle> bundles = new ArrayList<>();
    for (BundleIndex.Entry entry : index.entries()) {
      if (wanted.test(entry)) {
        bundles.add(index.load(entry));
      }
    }
    return BundleLibrary.of(bundles);
  }
}
