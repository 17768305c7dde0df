package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor.BundlePin;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.descriptor.Suggestion;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which bundles of a library a release is judged by. */
final class BundleChoice {
  private final BundleLibrary library;
  private final Optional<BundleLock> lock;

  /**
   * @param lock whose versions are taken where nobody names one
   */
  BundleChoice(BundleLibrary library, Optional<BundleLock> lock) {
    this.library = library;
    this.lock = lock;
  }

  /**
   * The names alone.
   *
   * @param chosen each {@code NAME} or {@code NAME@VERSION}
   */
  static Set<String> names(List<String> chosen) {
    return chosen.stream()
        .map(one -> one.replaceFirst("@.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The pinned version of every name, else the newest: what is used when nobody chooses. */
  List<PolicyBundle> all() {
    return library.names().stream().map(library::named).map(this::preferred).toList();
  }

  /**
   * Those named on the command line.
   *
   * @param names each {@code NAME} or {@code NAME@VERSION}
   */
  List<PolicyBundle> named(List<String> names) throws ConfigurationException {
    Map<String, PolicyBundle> chosen = new LinkedHashMap<>();
    for (String wanted : names) {
      int at = wanted.indexOf('@');
      String name = at < 0 ? wanted : wanted.substring(0, at);
      PolicyBundle bundle = at < 0 ? newest(name) : exactly(name, wanted.substring(at + 1));
      chosen.put(bundle.name(), bundle);
    }
    return List.copyOf(chosen.values());
  }

  /** Those a descriptor pins; every pin that does not hold is reported. */
  List<PolicyBundle> pinned(List<BundlePin> pins, Diagnostics diagnostics) {
    List<PolicyBundle> chosen = new ArrayList<>();
    for (BundlePin pin : pins) {
      if (chosen.stream().anyMatch(bundle -> bundle.name().equals(pin.name()))) {
        diagnostics.error(
            pin.at(),
            "BUNDLE_TWICE",
            "bundle `%s` stands twice".formatted(pin.name()),
            "keep one entry");
      } else if (!pin.name().isEmpty()) {
        pinned(pin, diagnostics).ifPresent(chosen::add);
      }
    }
    return chosen;
  }

  private Optional<PolicyBundle> pinned(BundlePin pin, Diagnostics diagnostics) {
    List<PolicyBundle> named = library.named(pin.name());
    if (named.isEmpty()) {
      diagnostics.error(
          pin.at(),
          "UNKNOWN_BUNDLE",
          missing(pin.name()),
          Suggestion.fix(pin.name(), library.names()));
      return Optional.empty();
    }
    Optional<PolicyBundle> found =
        named.stream()
            .filter(one -> pin.version().map(one.version()::equals).orElse(true))
            .findFirst();
    if (found.isEmpty()) {
      diagnostics.error(
          pin.at(),
          "BUNDLE_VERSION",
          wrongVersion(pin.name(), pin.version().orElse("")),
          "pin one of `%s`".formatted(versions(named)));
      return Optional.empty();
    }
    if (pin.digest().isPresent() && !pin.digest().get().equals(found.get().digest())) {
      digestMismatch(pin, pin.digest().get(), found.get(), diagnostics);
    }
    return found;
  }

  private static void digestMismatch(
      BundlePin pin, Digest wanted, PolicyBundle actual, Diagnostics diagnostics) {
    diagnostics.error(
        pin.digestAt(),
        "BUNDLE_DIGEST",
        "bundle `%s` %s is `%s`, not `%s` as pinned"
            .formatted(actual.name(), actual.version(), actual.digest(), wanted),
        "get the bundle that was pinned, or review this one and pin its digest");
  }

  private PolicyBundle newest(String name) throws ConfigurationException {
    List<PolicyBundle> named = library.named(name);
    if (named.isEmpty()) {
      throw new ConfigurationException(
          "UNKNOWN_BUNDLE", missing(name), Suggestion.fix(name, library.names()));
    }
    return preferred(named);
  }

  private PolicyBundle preferred(List<PolicyBundle> versions) {
    return lock.flatMap(one -> one.pinned(versions))
        .orElseGet(() -> versions.get(versions.size() - 1));
  }

  private PolicyBundle exactly(String name, String version) throws ConfigurationException {
    newest(name);
    return library.named(name).stream()
        .filter(bundle -> bundle.version().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "BUNDLE_VERSION",
                    wrongVersion(name, version),
                    "use `%s@%s`".formatted(name, versions(library.named(name)))));
  }

  private static String missing(String name) {
    return "there is no bundle `%s`".formatted(name);
  }

  private static String wrongVersion(String name, String version) {
    return "there is no version `%s` of bundle `%s`".formatted(version, name);
  }

  private static String versions(List<PolicyBundle> bundles) {
    return bundles.stream().map(PolicyBundle::version).collect(Collectors.joining("`, `"));
  }
}
