package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notes on evidence about images by which further digests the same bytes may be asked for. What was
 * found in one image of an index counts where the index runs; what is signed of an index holds for
 * each image that its bytes name. The other way round nothing follows: one image does not speak for
 * the others.
 */
final class IndexedImages {
  private static final String VULNERABILITIES = "vulnerabilities";

  private final IndexGraph graph;

  /** Of images that bills of materials are about. */
  private final Set<String> billed = new TreeSet<>();

  private IndexedImages(IndexGraph graph, List<Observation> all) {
    this.graph = graph;
    Evidence.ofKind(EvidenceKinds.IMAGE_SBOM, all)
        .forEach(bill -> billed.addAll(images(digests(bill), ImagePlatform.UNTOLD)));
  }

  static Collector.Joined join(IndexGraph graph, List<Observation> all) {
    IndexedImages images = new IndexedImages(graph, all);
    List<Observation> joined = Reviews.each(EvidenceKinds.IMAGE_SCAN, all, images::scan);
    joined = Reviews.each(EvidenceKinds.IMAGE_SBOM, joined, images::bill);
    joined = Reviews.each(EvidenceKinds.IMAGE_ATTESTATION, joined, images::attestation);
    joined = Reviews.each(EvidenceKinds.IMAGE_INDEX, joined, images::index);
    return new Collector.Joined(joined, images.unused(joined));
  }

  /** A scan may name the index alone, and the platform by the image's configuration. */
  private Evidence scan(Evidence scan) {
    JsonNode head = ScanContent.head(scan);
    Set<String> digests = ScannedArtifact.of(head.path("image")).digests();
    Set<String> known = images(digests, ImagePlatform.of(head.path("platform")));
    List.copyOf(known).forEach(digest -> known.addAll(graph.holders(digest)));
    if (known.equals(digests)) {
      return scan;
    }
    ObjectNode rest = ScanContent.without(VULNERABILITIES, scan);
    note(rest, known);
    Map<String, Object> content = new LinkedHashMap<>();
    rest.properties().forEach(field -> content.put(field.getKey(), field.getValue()));
    content.put(VULNERABILITIES, ScanContent.items(VULNERABILITIES, scan));
    return scan.saying(content);
  }

  /** No control asks a bill for its platform, so an index has bills where each image has one. */
  private Evidence bill(Evidence bill) {
    Set<String> digests = digests(bill);
    Set<String> known = images(digests, ImagePlatform.UNTOLD);
    for (String digest : List.copyOf(known)) {
      graph.holders(digest).stream().filter(this::isBilled).forEach(known::add);
    }
    if (known.equals(digests)) {
      return bill;
    }
    ObjectNode content = (ObjectNode) bill.content().node();
    note(content, known);
    return bill.saying(content);
  }

  private boolean isBilled(String index) {
    return graph.unread(index).isEmpty()
        && graph.offers(index).stream().allMatch(offer -> billed.contains(offer.digest()));
  }

  private static Set<String> digests(Evidence bill) {
    JsonNode image = bill.content().node().path("image");
    return image.isObject() ? ScannedArtifact.of(image).digests() : Set.of();
  }

  /** These digests, and those of the images that ones of indexes stand for. */
  private Set<String> images(Set<String> named, ImagePlatform platform) {
    Set<String> known = new TreeSet<>(named);
    named.forEach(digest -> graph.image(digest, platform).ifPresent(known::add));
    return known;
  }

  private static void note(ObjectNode content, Set<String> digests) {
    ArrayNode list = content.withObjectProperty("image").putArray("digests");
    digests.forEach(list::add);
  }

  private Evidence attestation(Evidence attestation) {
    ObjectNode content = (ObjectNode) attestation.content().node();
    Set<String> signed = new TreeSet<>();
    content.path("digests").forEach(one -> signed.add(one.asText()));
    Set<String> known = new TreeSet<>(signed);
    signed.forEach(digest -> known.addAll(graph.held(digest)));
    if (known.equals(signed)) {
      return attestation;
    }
    ArrayNode list = content.putArray("digests");
    known.forEach(list::add);
    return attestation.saying(content);
  }

  /** Gives the images of indexes within this one, and names those that nobody read. */
  private Evidence index(Evidence index) {
    ObjectNode content = (ObjectNode) index.content().node();
    String digest = content.path("digest").asText();
    ArrayNode platforms = content.putArray("platforms");
    graph.offers(digest).forEach(offer -> platforms.add(offer.tree()));
    ArrayNode unread = content.putArray("unread");
    graph.unread(digest).forEach(unread::add);
    return index.saying(content);
  }

  /** An index whose bytes were changed has a digest that nothing names, and must be told. */
  private List<Coverage.Skipped> unused(List<Observation> all) {
    Set<String> run = new TreeSet<>();
    WorkloadImages.of(all)
        .forEach(
            image -> {
              String digest = image.substring(image.indexOf('@') + 1);
              run.add(digest);
              run.addAll(graph.holders(digest));
            });
    List<Coverage.Skipped> skipped = new ArrayList<>();
    for (Evidence index : Evidence.ofKind(EvidenceKinds.IMAGE_INDEX, all)) {
      String digest = index.subject().name();
      boolean within = graph.holders(digest).stream().anyMatch(run::contains);
      if (!run.isEmpty() && !run.contains(digest) && !within) {
        skipped.add(
            new Coverage.Skipped(
                index.source().file(),
                "image index `%s`: no workload here runs it or an image of it; if one should, its bytes were changed since the registry gave them"
                    .formatted(digest)));
      }
    }
    return skipped;
  }
}
