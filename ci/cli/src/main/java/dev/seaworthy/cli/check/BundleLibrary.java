package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.bundle.BundleVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bundles that can be judged by: those that come with the program, and what a user adds. */
public final class BundleLibrary {
  private static final Comparator<PolicyBundle> ORDER =
      Comparator.comparing(PolicyBundle::name)
          .thenComparing(PolicyBundle::version, BundleVersion.ORDER);

  private final List<PolicyBundle> bundles;

  private BundleLibrary(Collection<PolicyBundle> bundles) {
    this.bundles = bundles.stream().sorted(ORDER).toList();
  }

  public static BundleLibrary of(Collection<PolicyBundle> bundles) {
    return new BundleLibrary(bundles);
  }

  /** This library and more. */
  public BundleLibrary with(Collection<PolicyBundle> more) {
    List<PolicyBundle> all = new ArrayList<>(bundles);
    all.addAll(more);
    return new BundleLibrary(all);
  }

  /** Every bundle, by name and version. */
  public List<PolicyBundle> bundles() {
    return bundles;
  }

  /** Every bundle called {@code name}, oldest first. */
  public List<PolicyBundle> named(String name) {
    return bundles.stream().filter(bundle -> bundle.name().equals(name)).toList();
  }

  /** The newest version of each, by name. */
  public List<PolicyBundle> newest() {
    Map<String, PolicyBundle> newest = new LinkedHashMap<>();
    bundles.forEach(bundle -> newest.put(bundle.name(), bundle));
    return List.copyOf(newest.values());
  }

  /**
   * Those that are named.
   *
   * @param names each {@code NAME} or {@code NAME@VERSION}
   */
  public List<PolicyBundle> chosen(List<String> names) throws ConfigurationException {
    return new BundleChoice(this, Optional.empty()).named(names);
  }

  public List<String> names() {
    return bundles.stream().map(PolicyBundle::name).distinct().toList();
  }
}
