package dev.seaworthy.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.bundle.BundleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bundles that releases of a project are judged by, and no others: {@code seaworthy.lock}. */
public final class BundleLock {
  public static final String FILE = "seaworthy.lock";

  private static final int FORMAT = 1;
  private static final int MAX_BYTES = 1 << 20;

  /** One bundle. */
  public record Pin(String name, String version, Digest digest) {
    static Pin of(PolicyBundle bundle) {
      return new Pin(bundle.name(), bundle.version(), bundle.digest());
    }

    /** {@code kubernetes 1.0.0 sha256:…}. */
    @Override
    public String toString() {
      return name + " " + version + " " + digest;
    }
  }

  private final String label;
  private final SortedMap<String, Pin> pins;

  private BundleLock(String label, Collection<Pin> pins) {
    this.label = label;
    this.pins = new TreeMap<>();
    pins.forEach(pin -> this.pins.put(pin.name(), pin));
  }

  /** A lock of these bundles, one of each name. */
  public static BundleLock of(List<PolicyBundle> bundles) {
    return new BundleLock(FILE, bundles.stream().map(Pin::of).toList());
  }

  /**
   * The lock to heed: the named one, else that in {@code folder}, if there is one.
   *
   * @throws ConfigurationException if it cannot be read
   */
  static Optional<BundleLock> chosen(Optional<Path> named, Path folder)
      throws ConfigurationException {
    if (named.isPresent()) {
      return Optional.of(read(named.get()));
    }
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** Reads a lock. */
  public static BundleLock read(Path file) throws ConfigurationException {
    String label = file.toString();
    try {
      JsonNode document = StrictJson.parse(InputFile.bytes(file, MAX_BYTES));
      JsonNode bundles = document.path("bundles");
      if (document.path("format").asInt() != FORMAT || !bundles.isArray() || document.size() != 2) {
        throw malformed(label, "it holds other than `format` 1 and `bundles`");
      }
      SortedMap<String, Pin> pins = new TreeMap<>();
      for (JsonNode bundle : bundles) {
        Pin pin = pin(bundle, label);
        if (pins.put(pin.name(), pin) != null) {
          throw malformed(label, "bundle `%s` stands in it twice".formatted(pin.name()));
        }
      }
      return new BundleLock(label, pins.values());
    } catch (NotCanonicalException e) {
      throw malformed(label, e.getMessage());
    }
  }

  private static Pin pin(JsonNode bundle, String label) throws ConfigurationException {
    String name = bundle.path("name").asText();
    String version = bundle.path("version").asText();
    String digest = bundle.path("digest").asText();
    boolean whole =
        bundle.size() == 3
            && !name.isBlank()
            && BundleVersion.isWellFormed(version)
            && Digest.isWellFormed(digest);
    if (!whole) {
      throw malformed(label, "an entry has other than name, version and digest");
    }
    return new Pin(name, version, Digest.parse(digest));
  }

  /** In name order. */
  public List<Pin> pins() {
    return List.copyOf(pins.values());
  }

  /** The file: the same bundles give the same bytes. */
  public byte[] toBytes() {
    List<Object> bundles = new ArrayList<>();
    pins.values()
        .forEach(
            pin ->
                bundles.add(
                    Map.of(
                        "name", pin.name(),
                        "version", pin.version(),
                        "digest", pin.digest().toString())));
    StringBuilder text = new StringBuilder();
    try {
      PrettyJson.write(CanonicalJson.of(Map.of("bundles", bundles, "format", FORMAT)), text);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A line for each pin that is here, but not there as it is here, or the other way round. */
  public List<String> differing(BundleLock other) {
    List<String> lines = new ArrayList<>();
    SortedMap<String, Pin> all = new TreeMap<>(other.pins);
    all.putAll(pins);
    for (String name : all.keySet()) {
      Optional<Pin> here = Optional.ofNullable(pins.get(name));
      Optional<Pin> there = Optional.ofNullable(other.pins.get(name));
      if (!here.equals(there)) {
        here.ifPresent(pin -> lines.add("locked  " + pin));
        there.ifPresent(pin -> lines.add("found   " + pin));
      }
    }
    return lines;
  }

  /** Of several versions of one bundle, the one that is pinned. */
  Optional<PolicyBundle> pinned(List<PolicyBundle> versions) {
    return versions.stream()
        .filter(bundle -> Pin.of(bundle).equals(pins.get(bundle.name())))
        .findFirst();
  }

  /**
   * Refuses bundles that are not pinned.
   *
   * @param all whether every pinned bundle must be among them
   */
  void require(List<PolicyBundle> bundles, boolean all) throws ConfigurationException {
    for (PolicyBundle bundle : bundles) {
      Pin found = Pin.of(bundle);
      Pin pin = pins.get(bundle.name());
      if (pin == null) {
        throw refused(
            "LOCK_UNPINNED",
            "bundle `%s` %s is not pinned".formatted(found.name(), found.version()));
      }
      if (!pin.equals(found)) {
        throw refused(
            "LOCK_MISMATCH",
            "bundle `%s` is %s `%s`, not %s `%s` as pinned"
                .formatted(
                    found.name(), found.version(), found.digest(), pin.version(), pin.digest()));
      }
    }
    for (Pin pin : pins.values()) {
      if (all && bundles.stream().noneMatch(bundle -> bundle.name().equals(pin.name()))) {
        throw new ConfigurationException(
            "LOCK_MISSING",
            "`%s`: bundle `%s` %s is pinned, but not there"
                .formatted(label, pin.name(), pin.version()),
            "get it with `seaworthy policy pull` and name it with `--bundle-file`");
      }
    }
  }

  private ConfigurationException refused(String code, String what) {
    return new ConfigurationException(
        code,
        "`%s`: %s".formatted(label, what),
        "get the bundle that is pinned, or review this one and pin it:"
            + " `seaworthy policy lock -o %s`".formatted(label));
  }

  private static ConfigurationException malformed(String label, String how) {
    return new ConfigurationException(
        "LOCK_MALFORMED",
        "`%s` is no lock: %s".formatted(label, how),
        "write it anew: `seaworthy policy lock -o %s`".formatted(label));
  }
}
