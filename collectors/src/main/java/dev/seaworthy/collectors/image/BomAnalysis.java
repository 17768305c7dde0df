package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a CycloneDX document's entry about a vulnerability says of the products it affects. */
final class BomAnalysis {
  private static final Set<String> JUSTIFICATIONS =
      Set.of(
          "code_not_present",
          "code_not_reachable",
          "requires_configuration",
          "requires_dependency",
          "requires_environment",
          "protected_by_compiler",
          "protected_at_runtime",
          "protected_at_perimeter",
          "protected_by_mitigating_control");

  private final ReportStream stream;
  private final List<String> ids = new ArrayList<>();
  private final List<Affected> affects = new ArrayList<>();
  private Optional<VexStatus> status = Optional.empty();
  private String justification = "";
  private String detail = "";
  private String recommendation = "";
  private boolean any;
  private long at = VexStatement.UNDATED;

  private record Affected(String ref, List<String> versions) {}

  BomAnalysis(ReportStream stream) {
    this.stream = stream;
  }

  /** Reads the entry; one without an analysis is a finding and no statement. */
  void read() throws IOException {
    stream.object(this::field);
    if (any && ids.isEmpty()) {
      any = false;
      throw stream.invalid("has an analysis and no `id`");
    }
    if (any && status.isEmpty()) {
      any = false;
      throw stream.invalid("has an analysis without a state that CycloneDX knows");
    }
    if (any && affects.isEmpty()) {
      any = false;
      throw stream.invalid("has an analysis and affects nothing");
    }
  }

  boolean isAny() {
    return any;
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "id" -> ids.add(0, stream.text());
      case "references" -> stream.array(() -> stream.object(this::reference));
      case "analysis" -> {
        any = !stream.atNull();
        stream.object(this::analysis);
      }
      case "affects" -> stream.array(this::affected);
      case "recommendation" -> recommendation = stream.text();
      default -> {}
    }
    ids.removeIf(String::isBlank);
  }

  private void reference(String field) throws IOException {
    if (field.equals("id")) {
      ids.add(stream.text());
    }
  }

  private void analysis(String field) throws IOException {
    switch (field) {
      case "state" -> status = VexStatus.ofAnalysis(stream.text());
      case "justification" -> justify();
      case "detail" -> detail = stream.text();
      case "firstIssued", "lastUpdated" -> dated();
      default -> {}
    }
  }

  private void justify() throws IOException {
    String word = stream.text();
    if (!word.isEmpty() && !JUSTIFICATIONS.contains(word)) {
      throw stream.invalid("is no justification that CycloneDX knows");
    }
    justification = word;
  }

  private void dated() throws IOException {
    ScanTime.epochSeconds(stream).ifPresent(seconds -> at = Math.max(at, seconds));
  }

  private void affected() throws IOException {
    String[] ref = {""};
    List<String> versions = new ArrayList<>();
    int[] written = {0};
    stream.object(
        field -> {
          if (field.equals("ref")) {
            ref[0] = stream.text();
          } else if (field.equals("versions")) {
            stream.array(
                () -> {
                  written[0]++;
                  versions.add(version());
                });
          }
        });
    if (ref[0].isEmpty()) {
      throw stream.invalid("has no `ref`");
    }
    if (versions.size() < written[0]) {
      // Without any of its limits, the statement would say more than its author did.
      versions.add("");
    }
    affects.add(new Affected(ref[0], versions));
  }

  /** A range is kept as it is written: no installed version equals it, so nothing is excused. */
  private String version() throws IOException {
    String[] text = {""};
    stream.object(
        field -> {
          if (field.equals("version") || field.equals("range")) {
            text[0] = stream.text();
          }
        });
    return text[0];
  }

  /**
   * The statement that the entry makes.
   *
   * @param own the names of what the document is a bill of
   */
  VexStatement statement(BomComponents components, List<String> own) {
    VexStatus said = status.orElseThrow();
    boolean excuses = said == VexStatus.NOT_AFFECTED || said == VexStatus.FIXED;
    List<VexProduct> products =
        affects.stream()
            .map(one -> product(components.product(one.ref(), own), one, excuses))
            .toList();
    return new VexStatement(ids, products, said, justification, detail, recommendation, at);
  }

  private static VexProduct product(VexProduct whole, Affected one, boolean limited) {
    return limited ? new VexProduct(whole.ids(), one.versions(), whole.subcomponents()) : whole;
  }
}
