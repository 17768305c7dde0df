package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.image.ExploitTerms;
import dev.seaworthy.collectors.image.Exploits;
import dev.seaworthy.collectors.image.ScanIndex;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** By which vulnerabilities of its images each workload can be taken over. */
final class Weaknesses {
  /** What one scan of one image says under some terms. */
  record Weakness(String image, String file, Exploits.Summary summary) {
    String text() {
      Exploits.Worst worst = summary.worst();
      String fix = worst.fixed().isEmpty() ? "without a fix" : "fixed in " + worst.fixed();
      String others = summary.count() == 1 ? "" : ", one of " + summary.count();
      return "%s (%s) in %s %s, %s%s, of image %s (%s)"
          .formatted(
              worst.id(),
              worst.exploited() ? worst.severity() + ", known exploited" : worst.severity(),
              worst.packageName(),
              worst.installed(),
              fix,
              others,
              image,
              file);
    }
  }

  private record Scanned(String file, Exploits exploits) {}

  private final List<List<String>> images;
  private final Map<String, List<Scanned>> scans = new TreeMap<>();

  /**
   * The weaknesses of workloads.
   *
   * @param all scans, of kind {@code image/scan}
   * @param known catalogues of what is exploited, of kind {@code image/known-exploited}
   */
  Weaknesses(PathNodes nodes, List<Evidence> all, List<Evidence> known) {
    ScanIndex index = new ScanIndex(all);
    Set<String> exploited = new HashSet<>();
    known.forEach(
        catalogue ->
            catalogue
                .content()
                .node()
                .path("vulnerabilities")
                .forEach(id -> exploited.add(id.asText())));
    this.images = nodes.workloads().stream().map(PathNodes.Workload::images).toList();
    IdentityHashMap<Evidence, Scanned> read = new IdentityHashMap<>();
    images.stream()
        .flatMap(List::stream)
        .distinct()
        .forEach(
            image ->
                scans.put(
                    image,
                    index.of(image).stream()
                        .map(scan -> read.computeIfAbsent(scan, one -> read(one, exploited)))
                        .toList()));
  }

  private static Scanned read(Evidence scan, Set<String> exploited) {
    return new Scanned(scan.source().file(), Exploits.of(scan, exploited));
  }

  /** Images of a workload that nothing scanned. */
  List<String> unscanned(int workload) {
    return images.get(workload).stream().filter(image -> scans(image).isEmpty()).toList();
  }

  /** Whether it is not known what runs in it. */
  boolean isHidden(int workload) {
    return images.get(workload).isEmpty();
  }

  /** The workloads that can be taken over under {@code terms}. */
  BitSet exploitable(ExploitTerms terms) {
    BitSet exploitable = new BitSet();
    for (int i = 0; i < images.size(); i++) {
      if (!of(i, terms).isEmpty()) {
        exploitable.set(i);
      }
    }
    return exploitable;
  }

  /** What is wrong with a workload under {@code terms}, image by image. */
  List<Weakness> of(int workload, ExploitTerms terms) {
    List<Weakness> found = new ArrayList<>();
    for (String image : images.get(workload)) {
      for (Scanned scan : scans(image)) {
        scan.exploits()
            .under(terms)
            .map(summary -> new Weakness(image, scan.file(), summary))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * Images of which new packages would end the weakness of workloads, with these: where nothing
   * without a fix remains and no other image is weak.
   */
  Map<String, BitSet> mendable(ExploitTerms terms) {
    Map<String, BitSet> mendable = new TreeMap<>();
    for (int i = 0; i < images.size(); i++) {
      List<Weakness> weak = of(i, terms);
      boolean oneImage = weak.stream().map(Weakness::image).distinct().count() == 1;
      if (oneImage && weak.stream().allMatch(one -> one.summary().isFixable())) {
        mendable.computeIfAbsent(weak.get(0).image(), key -> new BitSet()).set(i);
      }
    }
    return mendable;
  }

  /** Equal where the terms make no difference to any workload. */
  Map<String, List<Exploits.Summary>> signature(ExploitTerms terms) {
    Map<String, List<Exploits.Summary>> signature = new LinkedHashMap<>();
    scans.forEach(
        (image, all) -> {
          List<Exploits.Summary> sums =
              all.stream().flatMap(scan -> scan.exploits().under(terms).stream()).toList();
          if (!sums.isEmpty()) {
            signature.put(image, sums);
          }
        });
    return signature;
  }

  private List<Scanned> scans(String image) {
    return scans.getOrDefault(image, List.of());
  }
}
