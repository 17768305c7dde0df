package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the scans of what a workload runs. */
public final class ScanIndex {
  private static final String LATEST = "latest";

  private final Map<String, List<Evidence>> byDigest = new HashMap<>();

  /** Of scans that name no digest, and of all for those who deploy by tag. */
  private final Map<String, List<Evidence>> byTag = new HashMap<>();

  private final Set<Evidence> withoutDigest = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * An index of {@code scans}.
   *
   * @param scans of kind {@code image/scan}; files and repositories among them are left aside
   */
  public ScanIndex(List<Evidence> scans) {
    scans.stream().filter(scan -> scan.subject().kind().equals("Image")).forEach(this::add);
  }

  private void add(Evidence scan) {
    ScannedArtifact artifact = ScannedArtifact.of(ScanContent.head(scan).path("image"));
    artifact.digests().forEach(digest -> put(byDigest, digest, scan));
    artifact.references().stream()
        .filter(text -> !text.isEmpty())
        .map(ScanIndex::tagged)
        .distinct()
        .forEach(name -> put(byTag, name, scan));
    if (artifact.digests().isEmpty()) {
      withoutDigest.add(scan);
    }
  }

  private static void put(Map<String, List<Evidence>> map, String key, Evidence scan) {
    map.computeIfAbsent(key, name -> new ArrayList<>()).add(scan);
  }

  /**
   * The scans of an image: those of its digest; where the reference or the scan has none, those of
   * the same name and tag. A scan of another digest says nothing.
   */
  public List<Evidence> of(String reference) {
    String digest = reference.substring(reference.indexOf('@') + 1);
    List<Evidence> sameName = byTag.getOrDefault(tagged(reference), List.of());
    if (!Digest.isWellFormed(digest)) {
      return sameName;
    }
    List<Evidence> same = byDigest.getOrDefault(digest, List.of());
    return same.isEmpty() ? sameName.stream().filter(withoutDigest::contains).toList() : same;
  }

  private static String tagged(String text) {
    ScannedArtifact.Reference reference = ScannedArtifact.Reference.of(text);
    String tag = reference.tag().isEmpty() ? LATEST : reference.tag();
    return reference.registry() + "/" + reference.path() + ":" + tag;
  }
}
