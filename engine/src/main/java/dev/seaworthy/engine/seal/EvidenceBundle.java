package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Places;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.verdict.Verdict;
import dev.seaworthy.engine.verdict.VerdictJson;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that an auditor needs to check a verdict later, offline, and to judge again, as a bag of
 * files; described in {@code docs/reference/evidence-bundle.md}. The same verdict, policies, key
 * and times give the same bytes.
 */
public final class EvidenceBundle {
  /** The sealed verdict's name. */
  public static final String VERDICT = BagIt.PAYLOAD + "verdict.seal";

  static final String SIGSTORE = BagIt.PAYLOAD + "verdict.sigstore.json";
  static final String SNAPSHOT = BagIt.PAYLOAD + "verdict.snapshot.json";
  static final String PLACES = BagIt.PAYLOAD + "places.json";
  static final String COVERAGE = BagIt.PAYLOAD + "coverage.json";
  static final String CUSTODY = BagIt.PAYLOAD + "custody.json";
  static final String REPORTS = BagIt.PAYLOAD + "reports/";
  static final String SEALER = "trust/sealer.pem";
  static final String AUTHORS = "trust/authors.pem";
  static final String GUIDE = "VERIFY.md";

  /** The files that every bundle has; besides them, it has policies, and may have reports. */
  static final Set<String> NEEDED =
      Set.of(
          BagIt.DECLARATION,
          BagIt.INFO,
          BagIt.MANIFEST,
          BagIt.TAG_MANIFEST,
          BundleIndexFile.NAME,
          VERDICT,
          SIGSTORE,
          SNAPSHOT,
          PLACES,
          COVERAGE,
          CUSTODY,
          SEALER,
          AUTHORS,
          GUIDE,
          Statements.SUMMARY,
          Statements.TESTS);

  private EvidenceBundle() {}

  /**
   * Policies as they came.
   *
   * @param archives of the bundles that the verdict names, by digest
   * @param authors the keys that signed them, for convenience
   */
  public record Policies(Map<Digest, byte[]> archives, Collection<BundleKey> authors) {
    public Policies {
      archives = Map.copyOf(archives);
      authors = List.copyOf(authors);
    }
  }

  /**
   * The files of a bundle, by their names with {@code /} between folders.
   *
   * @param verdict drawn from a snapshot that {@link Places#noting} made
   * @param reports renderings of the verdict for people, by file name, given the sealed verdict
   * @param supplements what else is packed; asked last, for they may leave traces elsewhere
   * @throws IllegalArgumentException if runtimes disagree on the verdict, an archive is lacking, or
   *     a policy or a report has a name that cannot be that of a file
   * @throws BundleException if a supplement cannot be had
   */
  public static SortedMap<String, byte[]> of(
      Verdict verdict,
      Signer key,
      Policies policies,
      Custody custody,
      Function<byte[], Map<String, byte[]>> reports,
      Supplement... supplements)
      throws BundleException {
    JsonNode predicate = VerdictJson.of(verdict).node();
    SortedMap<String, byte[]> files = new TreeMap<>();
    byte[] seal = Seal.of(verdict, key);
    files.put(VERDICT, seal);
    files.put(SIGSTORE, SigstoreBundle.of(seal));
    files.putAll(Statements.of(seal, key));
    files.put(SNAPSHOT, verdict.snapshot().toCanonicalJson().bytes());
    files.put(PLACES, Places.of(verdict.snapshot()).toCanonicalJson().bytes());
    files.putAll(Disclosure.of(files, key));
    files.put(COVERAGE, CoverageFile.of(predicate));
    files.put(CUSTODY, custody.toFile(predicate, key.verificationKey().id()));
    for (Verdict.BundleUse use : verdict.bundles()) {
      byte[] archive = policies.archives().get(Digest.parse(use.digest()));
      if (archive == null) {
        throw new IllegalArgumentException("the archive of `%s` is lacking".formatted(use.name()));
      }
      files.put(policyFile(use.name(), use.version()), archive.clone());
    }
    reports
        .apply(seal.clone())
        .forEach((name, report) -> files.put(REPORTS + name, report.clone()));
    files.put(SEALER, ascii(key.verificationKey().toPem()));
    files.put(AUTHORS, authors(policies.authors()));
    files.put(GUIDE, Guide.of(GUIDE));
    for (Supplement one : supplements) {
      files.putAll(one.files(seal));
    }
    pack(files, key);
    if (!BundleNames.problems(files.keySet()).isEmpty()) {
      throw new IllegalArgumentException("a policy or a report has a name that no file may have");
    }
    return files;
  }

  /**
   * The sealed verdict in the files of a bundle, unchecked.
   *
   * @throws BundleException if there is none
   */
  public static byte[] sealIn(SortedMap<String, byte[]> files) throws BundleException {
    byte[] seal = files.get(VERDICT);
    if (seal == null) {
      throw new BundleException(
          "MISSING", "`%s` is not there".formatted(VERDICT), BundleReport.FIX);
    }
    return seal.clone();
  }

  /** A file that must be there. */
  static byte[] file(SortedMap<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  static String policyFile(String name, String version) {
    return BagIt.PAYLOAD + "policies/" + name + "-" + version + ".tar.gz";
  }

  /** Makes a bag of files, and signs the list of them. */
  static void pack(SortedMap<String, byte[]> files, Signer key) {
    SortedMap<String, String> digests = digests(files);
    byte[] index = BundleIndexFile.sign(digests, key);
    files.put(BundleIndexFile.NAME, index);
    digests.put(BundleIndexFile.NAME, Digest.of(index).hex());
    files.put(BagIt.TAG_MANIFEST, BagIt.tagManifest(digests));
  }

  /** The same where the signed list is there already. */
  static void packUnsigned(SortedMap<String, byte[]> files) {
    files.put(BagIt.TAG_MANIFEST, BagIt.tagManifest(digests(files)));
  }

  private static SortedMap<String, String> digests(SortedMap<String, byte[]> files) {
    files.put(BagIt.DECLARATION, BagIt.declaration());
    files.put(BagIt.INFO, BagIt.info(files));
    SortedMap<String, String> digests = BundleDigests.of(files);
    byte[] manifest = BagIt.manifest(digests);
    files.put(BagIt.MANIFEST, manifest);
    digests.put(BagIt.MANIFEST, Digest.of(manifest).hex());
    return digests;
  }

  private static byte[] authors(Collection<BundleKey> keys) {
    return ascii(
        keys.stream().map(BundleKey::toPem).collect(Collectors.toCollection(TreeSet::new)).stream()
            .collect(Collectors.joining()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
