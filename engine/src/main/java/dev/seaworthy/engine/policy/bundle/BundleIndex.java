package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The list of built bundles, {@code index.json}, and the way to them: a bundle that comes from here
 * has the digest the index gives it and is signed by one of the index's keys.
 */
public final class BundleIndex {
  public static final String FILE = "index.json";

  /**
   * One bundle of the index.
   *
   * @param digest of the archive
   * @param file the archive's name in the store
   * @param controls ids
   */
  public record Entry(
      String name,
      String version,
      Digest digest,
      String file,
      String title,
      List<String> controls) {
    public static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::name).thenComparing(Entry::version, BundleVersion.ORDER);

    public Entry {
      controls = List.copyOf(controls);
    }
  }

  private final BundleStore store;
  private final List<Entry> entries;
  private final List<String> keys;
  private List<BundleKey> readKeys = List.of();

  private BundleIndex(BundleStore store, List<Entry> entries, List<String> keys) {
    this.store = store;
    this.entries = entries.stream().sorted(Entry.ORDER).toList();
    this.keys = List.copyOf(keys);
  }

  /** Reads the index of a store. */
  public static BundleIndex open(BundleStore store) throws PolicyException {
    byte[] json = read(store, FILE);
    try {
      return parse(store, StrictJson.parse(json));
    } catch (NotCanonicalException e) {
      throw malformed(e.getMessage());
    }
  }

  /** Every bundle, by name and then from old to new. */
  public List<Entry> entries() {
    return entries;
  }

  /** The newest version of a bundle. */
  public Optional<Entry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).reduce((old, next) -> next);
  }

  /** One version of a bundle. */
  public Optional<Entry> find(String name, String version) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name) && entry.version().equals(version))
        .findFirst();
  }

  /** The newest version of each bundle, by name. */
  public List<Entry> newest() {
    return entries.stream().filter(entry -> find(entry.name()).equals(Optional.of(entry))).toList();
  }

  /** Names of the key files in the store. */
  public List<String> keyFiles() {
    return keys;
  }

  /** The keys that bundles of this index may be signed with. */
  public List<BundleKey> keys() throws PolicyException {
    if (readKeys.size() < keys.size()) {
      List<BundleKey> read = new ArrayList<>();
      for (String file : keys) {
        read.add(BundleKey.fromPem(new String(read(store, file), StandardCharsets.US_ASCII), file));
      }
      readKeys = List.copyOf(read);
    }
    return readKeys;
  }

  /** The bytes of a bundle, which have the digest that the index says. */
  public byte[] archive(Entry entry) throws PolicyException {
    byte[] archive = read(store, entry.file());
    if (!Digest.of(archive).equals(entry.digest())) {
      throw new PolicyException(
          "BUNDLE_CHANGED",
          "`%s` has another digest than the index gives it".formatted(entry.file()),
          "restore it from the release, or build it anew with `seaworthy policy build`");
    }
    return archive;
  }

  /** Reads a bundle, after checking its digest and signature. */
  public PolicyBundle load(Entry entry) throws PolicyException {
    byte[] archive = archive(entry);
    PolicyBundle bundle = BundleReader.readSigned(archive, entry.digest(), keys(), entry.file());
    if (!bundle.name().equals(entry.name()) || !bundle.version().equals(entry.version())) {
      throw new PolicyException(
          "BUNDLE_CHANGED",
          "`%s` holds `%s` version `%s`, not what the index says"
              .formatted(entry.file(), bundle.name(), bundle.version()),
          "build it anew with `seaworthy policy build`");
    }
    return bundle;
  }

  private static BundleIndex parse(BundleStore store, JsonNode document) throws PolicyException {
    Mistakes mistakes = new Mistakes();
    Fields top = new Fields(document, "`" + FILE + "`", mistakes);
    List<String> keys = new ArrayList<>();
    top.items("keys").forEach(key -> keys.add(key.asText()));
    List<Entry> entries = new ArrayList<>();
    for (JsonNode node : top.items("bundles")) {
      entry(node, mistakes).ifPresent(entries::add);
    }
    top.refuseOthers();
    keys.stream()
        .filter(key -> !BundleFiles.isSafe(key))
        .forEach(
            key ->
                top.wrong("names a key that is outside its folder", "name it like `keys/x.pem`"));
    mistakes.throwIfAny(FILE);
    return new BundleIndex(store, entries, keys);
  }

  private static Optional<Entry> entry(JsonNode node, Mistakes mistakes) {
    Fields fields = new Fields(node, "a bundle in the index", mistakes);
    String name = fields.text("name");
    String version = fields.text("version");
    String digest = fields.text("digest");
    String file = fields.text("file");
    String title = fields.text("title");
    List<String> controls = fields.texts("controls");
    fields.refuseOthers();
    boolean usable =
        BundleVersion.isWellFormed(version)
            && Digest.isWellFormed(digest)
            && BundleFiles.isSafe(file);
    if (!usable) {
      fields.wrong(
          "has a malformed version, digest or file",
          "write the index with `seaworthy policy build`");
      return Optional.empty();
    }
    return Optional.of(new Entry(name, version, Digest.parse(digest), file, title, controls));
  }

  private static byte[] read(BundleStore store, String name) throws PolicyException {
    try {
      return store
          .read(name)
          .orElseThrow(
              () ->
                  new PolicyException(
                      "BUNDLE_MISSING",
                      "there is no `%s` among the policies".formatted(name),
                      "build the policies with `seaworthy policy build`"));
    } catch (IOException e) {
      throw new PolicyException(
          "BUNDLE_MISSING",
          "`%s` among the policies cannot be read".formatted(name),
          "check that the file is readable");
    }
  }

  private static PolicyException malformed(String how) {
    return new PolicyException(
        "BUNDLE_METADATA",
        "`%s` is not readable: %s".formatted(FILE, how),
        "write it with `seaworthy policy build`");
  }
}
