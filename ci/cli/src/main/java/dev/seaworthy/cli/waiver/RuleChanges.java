package dev.seaworthy.cli.waiver;

import dev.seaworthy.cli.check.WaiverFiles.ReleaseFile;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.Descriptor.BundlePin;
import dev.seaworthy.cli.descriptor.Descriptor.EvidenceRequest;
import dev.seaworthy.cli.descriptor.Descriptor.Placed;
import dev.seaworthy.cli.waiver.RuleChange.Kind;
import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.collectors.document.Tree.Mark;
import dev.seaworthy.collectors.tls.probe.ProbeTarget;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.bundle.BundleVersion;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the rules of two descriptors of one release. */
final class RuleChanges {
  private final Descriptor before;
  private final Descriptor after;
  private final String file;
  private final List<RuleChange> found = new ArrayList<>();

  private RuleChanges(Descriptor before, ReleaseFile after) {
    this.before = before;
    this.after = after.descriptor();
    this.file = after.name();
  }

  /**
   * What may let the release off that was not so before. A release that is described for the first
   * time chooses its rules; nothing was judged by others.
   *
   * @param root of the head's files
   */
  static List<RuleChange> between(
      Optional<ReleaseFile> before, Optional<ReleaseFile> after, Path root) {
    if (before.isEmpty() || after.isEmpty()) {
      return List.of();
    }
    RuleChanges changes = new RuleChanges(before.get().descriptor(), after.get());
    changes.notApplicable();
    changes.parameters();
    changes.bundles();
    changes.setting("environment", Descriptor::environment);
    changes.setting("architecture", Descriptor::architecture);
    changes.paths(root);
    changes.gone(Kind.ENDPOINT, endpoints(changes.before), endpoints(changes.after));
    changes.gone(
        Kind.SERVES,
        all(changes.before, EvidenceRequest::serves),
        all(changes.after, EvidenceRequest::serves));
    changes.trust();
    changes.unsignedVex();
    return changes.found.stream().sorted(RuleChange.ORDER).toList();
  }

  private void notApplicable() {
    Set<NotApplicable> known =
        before.notApplicable().stream().map(Placed::value).collect(Collectors.toSet());
    for (Placed<NotApplicable> one : after.notApplicable()) {
      if (!known.contains(one.value())) {
        add(
            Kind.NOT_APPLICABLE,
            one.value().control(),
            Optional.empty(),
            json(one.value().toTree()),
            at(one.at()));
      }
    }
  }

  private void parameters() {
    Set<String> names = new TreeSet<>(before.parameters().keySet());
    names.addAll(after.parameters().keySet());
    for (String name : names) {
      Optional<Placed<CanonicalJson>> old = Optional.ofNullable(before.parameters().get(name));
      Optional<Placed<CanonicalJson>> next = Optional.ofNullable(after.parameters().get(name));
      if (!old.map(Placed::value).equals(next.map(Placed::value))) {
        add(
            Kind.PARAMETER,
            name,
            old.map(Placed::value),
            next.map(Placed::value),
            next.map(one -> at(one.at())).orElseGet(() -> Location.of(file)));
      }
    }
  }

  private void bundles() {
    Map<String, BundlePin> pins = new HashMap<>();
    after.bundles().forEach(one -> pins.put(one.name(), one));
    for (BundlePin old : before.bundles()) {
      BundlePin next = pins.get(old.name());
      if (next == null) {
        add(
            Kind.BUNDLE,
            old.name(),
            json(old.version().orElse("")),
            Optional.empty(),
            Location.of(file));
      } else if (isEarlier(next, old)) {
        add(
            Kind.BUNDLE,
            old.name(),
            json(old.version().orElse("")),
            json(next.version().orElse("")),
            at(next.at()));
      }
    }
  }

  /** The same version of other bytes is another bundle, and not known to be later. */
  private static boolean isEarlier(BundlePin next, BundlePin old) {
    Optional<String> to = next.version().filter(BundleVersion::isWellFormed);
    Optional<String> from = old.version().filter(BundleVersion::isWellFormed);
    if (to.isEmpty() || from.isEmpty()) {
      return !next.version().equals(old.version());
    }
    int order = BundleVersion.ORDER.compare(to.get(), from.get());
    return order < 0
        || (order == 0 && old.digest().isPresent() && !old.digest().equals(next.digest()));
  }

  private void setting(String key, Function<Descriptor, String> value) {
    if (!value.apply(before).equals(value.apply(after))) {
      add(
          Kind.SETTING,
          key,
          json(value.apply(before)),
          json(value.apply(after)),
          Location.of(file));
    }
  }

  /** A path that is gone from the commit is the change's own business. */
  private void paths(Path root) {
    Path folder = Objects.requireNonNullElse(Path.of(file).getParent(), Path.of(""));
    List<Path> looked = judged(after).stream().map(RuleChanges::plain).toList();
    for (String path : judged(before)) {
      Path plain = plain(path);
      boolean covered = looked.stream().anyMatch(one -> covers(one, plain));
      if (!covered
          && Files.exists(root.resolve(folder).resolve(plain), LinkOption.NOFOLLOW_LINKS)) {
        add(Kind.PATH, path, json(path), Optional.empty(), Location.of(file));
      }
    }
  }

  private static Path plain(String path) {
    return Path.of(path).normalize();
  }

  private static boolean covers(Path folder, Path path) {
    return folder.toString().isEmpty() || path.startsWith(folder);
  }

  /** What is of the release before is only compared with. */
  private static Set<String> judged(Descriptor descriptor) {
    return all(descriptor, one -> one.baseline() ? List.of() : one.paths());
  }

  private void gone(Kind kind, Set<String> old, Set<String> next) {
    old.stream()
        .filter(one -> !next.contains(one))
        .forEach(one -> add(kind, one, json(one), Optional.empty(), Location.of(file)));
  }

  private static Set<String> endpoints(Descriptor descriptor) {
    return descriptor.endpoints().stream()
        .map(ProbeTarget::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void trust() {
    Set<String> trusted = all(before, RuleChanges::trusted);
    all(after, RuleChanges::trusted).stream()
        .filter(one -> !trusted.contains(one))
        .forEach(one -> add(Kind.TRUST, one, Optional.empty(), json(one), Location.of(file)));
  }

  /** Where the release asked for signed statements of VEX, and of a path no longer does. */
  private void unsignedVex() {
    Set<String> signed = all(before, one -> vexPaths(one, true));
    if (!signed.isEmpty()) {
      Set<String> known = all(before, one -> vexPaths(one, false));
      all(after, one -> vexPaths(one, false)).stream()
          .filter(path -> !known.contains(path))
          .map("unsigned VEX in %s"::formatted)
          .forEach(one -> add(Kind.TRUST, one, Optional.empty(), json(one), Location.of(file)));
    }
  }

  private static List<String> vexPaths(EvidenceRequest request, boolean signed) {
    boolean asked = request.collector().equals("image") && request.signers().signedVex() == signed;
    return asked ? request.paths() : List.of();
  }

  private static List<String> trusted(EvidenceRequest request) {
    SignatureTrust signers = request.signers();
    return Stream.of(
            request.trust().stream(),
            signers.keys().stream().map(one -> "%s (%s)".formatted(one.name(), one.file())),
            signers.identities().stream()
                .map(one -> "%s by %s".formatted(one.subject(), one.issuer())),
            signers.roots().stream().map(Path::toString))
        .flatMap(Function.identity())
        .toList();
  }

  private static Set<String> all(
      Descriptor descriptor, Function<EvidenceRequest, List<String>> values) {
    return descriptor.evidence().stream()
        .flatMap(one -> values.apply(one).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void add(
      Kind kind,
      String name,
      Optional<CanonicalJson> before,
      Optional<CanonicalJson> after,
      Location at) {
    found.add(new RuleChange(kind, name, before, after, at));
  }

  private static Optional<CanonicalJson> json(Object value) {
    return Optional.of(CanonicalJson.of(value));
  }

  private Location at(Mark mark) {
    return new Location(file, mark.line(), mark.column());
  }
}
