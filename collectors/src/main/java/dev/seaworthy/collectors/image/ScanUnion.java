package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes one scan of what several scanners say of the same bytes: what both found counts once, by
 * the worse severity, and what only one found counts too.
 */
final class ScanUnion {
  /** Scans are held as trees meanwhile; a larger one is judged for itself. */
  static final long MAX_BYTES = 32L << 20;

  private static final List<String> LISTS =
      List.of("secrets", "misconfigurations", "licenses", "suppressed", "terms");

  /** One scan, with what it says of itself. */
  private record Part(Evidence scan, JsonNode head) {
    String scanner() {
      return head.path("scanner").path("name").asText();
    }

    ImagePlatform platform() {
      return ImagePlatform.of(head.path("platform"));
    }

    long scannedAt() {
      return head.path("scannedAt").asLong(Long.MIN_VALUE + 1);
    }
  }

  private ScanUnion() {}

  static Collector.Joined join(List<Observation> all) {
    Map<String, List<Part>> byDigest = new TreeMap<>();
    for (Evidence scan : Evidence.ofKind(EvidenceKinds.IMAGE_SCAN, all)) {
      JsonNode head = ScanContent.head(scan);
      String digest = head.path("image").path("digest").asText();
      if (!digest.isEmpty()) {
        byDigest.computeIfAbsent(digest, key -> new ArrayList<>()).add(new Part(scan, head));
      }
    }
    List<Observation> joined = new ArrayList<>(all);
    List<Coverage.Skipped> skipped = new ArrayList<>();
    byDigest.values().stream()
        .flatMap(scans -> byPlatform(scans).stream())
        .filter(ScanUnion::isOfSeveral)
        .forEach(scans -> unite(scans, joined, skipped));
    return new Collector.Joined(joined, skipped);
  }

  /** Scans of two images of an index may both name the index, and are not of the same bytes. */
  private static Collection<List<Part>> byPlatform(List<Part> scans) {
    long told = scans.stream().map(Part::platform).filter(ImagePlatform::isTold).distinct().count();
    Map<String, List<Part>> byPlatform = new TreeMap<>();
    for (Part scan : scans) {
      String platform = told < 2 ? "" : scan.platform().toString();
      byPlatform.computeIfAbsent(platform, key -> new ArrayList<>()).add(scan);
    }
    return byPlatform.values();
  }

  /** A scanner that looked twice is its own business: the newest scan speaks. */
  private static boolean isOfSeveral(List<Part> scans) {
    return scans.stream().map(Part::scanner).distinct().count() > 1;
  }

  private static void unite(
      List<Part> scans, List<Observation> joined, List<Coverage.Skipped> skipped) {
    if (scans.stream().mapToLong(part -> part.scan().content().size()).sum() > MAX_BYTES) {
      scans.forEach(
          part ->
              skipped.add(
                  new Coverage.Skipped(
                      part.scan().source().file(),
                      "too large to be joined with other scans of the same image; it is judged for itself")));
      return;
    }
    // A scanner's newest scan speaks for it; the others stay, each for itself.
    Map<String, Part> newest = new LinkedHashMap<>();
    scans.stream()
        .sorted(Comparator.comparingLong(part -> -part.scannedAt()))
        .forEach(part -> newest.putIfAbsent(part.scanner(), part));
    // Whatever the files are called; Trivy tells most of an image, and so it comes first.
    List<Part> parts =
        newest.entrySet().stream()
            .sorted(Map.Entry.<String, Part>comparingByKey().reversed())
            .map(Map.Entry::getValue)
            .toList();
    Set<Observation> replaced = Collections.newSetFromMap(new IdentityHashMap<>());
    parts.forEach(part -> replaced.add(part.scan()));
    joined.removeIf(replaced::contains);
    joined.add(union(parts));
  }

  private static Evidence union(List<Part> parts) {
    Evidence first = parts.get(0).scan();
    ObjectNode whole = (ObjectNode) first.content().node();
    UnitedVulnerabilities vulnerabilities = new UnitedVulnerabilities();
    for (int i = 0; i < parts.size(); i++) {
      Evidence scan = parts.get(i).scan();
      JsonNode content = scan.content().node();
      vulnerabilities.add(parts.get(i).scanner(), content.path("vulnerabilities"));
      if (i > 0) {
        absorb(whole, content);
      }
      whole.withArrayProperty("scans").add(note(scan, content, whole));
    }
    whole.set("vulnerabilities", vulnerabilities.toTree(whole));
    ObjectNode counts = whole.withObjectProperty("counts");
    counts.set("vulnerabilities", vulnerabilities.counts(whole));
    return first.saying(whole);
  }

  /** Which scan it is made of. */
  private static ObjectNode note(Evidence part, JsonNode content, ObjectNode factory) {
    ObjectNode note = factory.objectNode();
    note.put("file", part.source().file());
    note.set("scanner", content.path("scanner"));
    if (content.has("scannedAt")) {
      note.set("scannedAt", content.path("scannedAt"));
    }
    return note;
  }

  private static void absorb(ObjectNode whole, JsonNode other) {
    for (String list : LISTS) {
      Set<JsonNode> seen = new HashSet<>();
      whole.path(list).forEach(seen::add);
      for (JsonNode one : other.path(list)) {
        if (seen.add(one)) {
          whole.withArrayProperty(list).add(one);
        }
      }
    }
    Set<String> classes = new TreeSet<>();
    Stream.of(whole, other)
        .forEach(one -> one.path("classes").forEach(name -> classes.add(name.asText())));
    classes.forEach(whole.putArray("classes")::add);
    for (String key : List.of("os", "config", "resources", "cluster")) {
      if (!whole.has(key) && other.has(key)) {
        whole.set(key, other.path(key));
      }
    }
    earlier(whole, other, "expires");
    // The newest speaks, as it does among scans that are not joined.
    if (other.path("scannedAt").asLong() > whole.path("scannedAt").asLong()) {
      whole.set("scannedAt", other.path("scannedAt"));
    }
    whole
        .withObjectProperty("counts")
        .put(
            "reported",
            whole.at("/counts/reported").asLong() + other.at("/counts/reported").asLong());
  }

  private static void earlier(ObjectNode whole, JsonNode other, String key) {
    if (other.has(key)
        && (!whole.has(key) || other.path(key).asLong() < whole.path(key).asLong())) {
      whole.set(key, other.path(key));
    }
  }
}
