package dev.seaworthy.cli.check;

import com.google.common.base.Throwables;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    // Read once, before several threads ask for them.
    index.keys();
    List<Callable<PolicyBundle>> loads = new ArrayList<>();
    for (BundleIndex.Entry entry : index.entries()) {
      if (wanted.test(entry)) {
        loads.add(() -> index.load(entry));
      }
    }
    return BundleLibrary.of(together(loads));
  }

  /** Side by side: checking signatures and structure is most of what a start takes. */
  private static List<PolicyBundle> together(List<Callable<PolicyBundle>> loads)
      throws PolicyException {
    int processors = Runtime.getRuntime().availableProcessors();
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(processors, loads.size())));
    try {
      List<PolicyBundle> bundles = new ArrayList<>();
      for (Future<PolicyBundle> load : threads.invokeAll(loads)) {
        bundles.add(load.get());
      }
      return bundles;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("loading was interrupted");
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      Throwables.throwIfInstanceOf(cause, PolicyException.class);
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException(cause);
    } finally {
      threads.shutdownNow();
    }
  }
}
