package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads documents that came inside an attestation, as if they lay beside it as files: bills of
 * materials, statements of VEX, and the reports of scanners.
 */
public final class Predicates {
  /** What cosign writes of a scan: what ran, when, and the scanner's own report. */
  public static final String COSIGN_VULN = "https://cosign.sigstore.dev/attestation/vuln/v1";

  private record Form(ReportForm form, Function<ReportStream, ScanReader> readers) {}

  private static final Form CYCLONEDX = new Form(CycloneDxReader.FORM, CycloneDxReader::new);
  private static final Form OPENVEX = new Form(OpenVexReader.FORM, OpenVexReader::new);
  private static final Form CSAF = new Form(CsafReader.FORM, CsafReader::new);
  private static final Form SPDX = new Form(SpdxDocument.FORM, SpdxReader::new);
  private static final Form SPDX_GRAPH = new Form(SpdxDocument.FORM, SpdxGraphReader::new);
  private static final Form TRIVY = new Form(ReportForm.TRIVY, ReportReader::new);
  private static final Form GRYPE = new Form(GrypeReader.FORM, GrypeReader::new);

  private final String file;
  private final int document;
  private final Tree.Mark at;

  /**
   * Those of one attestation.
   *
   * @param document of the file that the attestation is
   * @param at where the attestation stands: inside its base64 nothing has a line
   */
  public Predicates(String file, int document, Tree.Mark at) {
    this.file = file;
    this.document = document;
    this.at = at;
  }

  /**
   * What a predicate says of its subjects; nothing where no reader knows its type.
   *
   * @param digests of the subjects: what is attested of them is about them, whatever it calls them
   */
  public List<Observation> observations(String type, Tree predicate, List<String> digests) {
    List<Observation> read = read(type, predicate);
    return read.stream().map(one -> about(digests, one)).toList();
  }

  private List<Observation> read(String type, Tree predicate) {
    if (isSpdx(type) && predicate.asText().isPresent()) {
      // cosign attests the form of tags as one text.
      return SpdxTagReader.collect(file, document, at, predicate.asText().get());
    }
    return predicate
        .asMapping()
        .flatMap(told -> document(type, told))
        .map(told -> form(type, told).map(form -> read(form, told)).orElse(List.of()))
        .orElse(List.of());
  }

  private static boolean isSpdx(String type) {
    return isOf(type, "https://spdx.dev/Document");
  }

  /** Versions follow the type of a predicate. */
  private static boolean isOf(String type, String family) {
    return type.equals(family) || type.startsWith(family + "/");
  }

  /** The document itself: cosign wraps the reports of scanners. */
  private static Optional<Tree.Mapping> document(String type, Tree.Mapping predicate) {
    return type.equals(COSIGN_VULN)
        ? predicate.mapping("scanner").flatMap(scanner -> scanner.mapping("result"))
        : Optional.of(predicate);
  }

  private static Optional<Form> form(String type, Tree.Mapping told) {
    if (isSpdx(type)) {
      return Optional.of(told.get("@graph").isPresent() ? SPDX_GRAPH : SPDX);
    }
    if (isOf(type, "https://cyclonedx.org/bom") || isOf(type, "https://cyclonedx.org/vex")) {
      return Optional.of(CYCLONEDX);
    }
    if (isOf(type, "https://openvex.dev/ns")) {
      return Optional.of(OPENVEX);
    }
    if (isOf(type, "https://docs.oasis-open.org/csaf")) {
      return Optional.of(CSAF);
    }
    return type.equals(COSIGN_VULN) ? scan(told) : Optional.empty();
  }

  private static Optional<Form> scan(Tree.Mapping told) {
    if (told.get("SchemaVersion").isPresent()) {
      return Optional.of(TRIVY);
    }
    boolean isGrype = told.get("matches").isPresent() && told.get("source").isPresent();
    return isGrype ? Optional.of(GRYPE) : Optional.empty();
  }

  private List<Observation> read(Form form, Tree.Mapping told) {
    ScanFaults faults = new ScanFaults();
    ReportStream stream =
        new TreeReportStream(new Tree.Mapping(at, told.entries()), faults) {
          @Override
          Tree.Mark mark() {
            return at;
          }
        };
    ScanReader reader = form.readers().apply(stream);
    try {
      faults.attempt(reader::read);
    } catch (IOException e) {
      throw new IllegalStateException("a tree is read without input", e);
    }
    ScanSource source = ScanSource.of(file, document, form.form());
    List<Observation> all = new ArrayList<>(source.gaps(faults));
    all.addAll(reader.observations(source));
    return all;
  }

  private static Observation about(List<String> digests, Observation read) {
    if (!(read instanceof Evidence evidence)) {
      return read;
    }
    ObjectNode content = (ObjectNode) evidence.content().node();
    content.put("attested", true);
    if (!evidence.kind().equals(EvidenceKinds.IMAGE_VEX)) {
      known(content, digests);
    }
    return evidence.saying(content);
  }

  /** Adds by which digests the image is known; the one that the document names stays the one. */
  private static void known(ObjectNode content, List<String> subjects) {
    Set<String> digests = new LinkedHashSet<>();
    content.at("/image/digests").forEach(one -> digests.add(one.asText()));
    subjects.stream().filter(one -> one.startsWith("sha256:")).forEach(digests::add);
    if (digests.isEmpty()) {
      return;
    }
    ObjectNode image = content.withObjectProperty("image");
    if (!image.has("name")) {
      JsonNode name = content.path("name");
      image.put("name", name.asText());
      image.putArray("tags");
    }
    ArrayNode all = image.putArray("digests");
    digests.forEach(all::add);
    if (digests.size() == 1) {
      image.put("digest", digests.iterator().next());
    }
  }
}
