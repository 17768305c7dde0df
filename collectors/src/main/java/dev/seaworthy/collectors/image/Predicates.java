package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads documents that came inside an attestation, as if they lay beside it as files. */
public final class Predicates {
  private record Form(ReportForm form, Function<ReportStream, ScanReader> readers) {}

  private static final Form CYCLONEDX = new Form(CycloneDxReader.FORM, CycloneDxReader::new);
  private static final Form OPENVEX = new Form(OpenVexReader.FORM, OpenVexReader::new);

  /** By the type of the predicate. */
  private static final Map<String, Form> FORMS =
      Map.of(
          "https://cyclonedx.org/bom", CYCLONEDX,
          "https://cyclonedx.org/bom/v1.4", CYCLONEDX,
          "https://cyclonedx.org/bom/v1.5", CYCLONEDX,
          "https://cyclonedx.org/bom/v1.6", CYCLONEDX,
          "https://openvex.dev/ns", OPENVEX,
          "https://openvex.dev/ns/v0.2.0", OPENVEX);

  private Predicates() {}

  /**
   * What a predicate says; nothing where no reader knows its type.
   *
   * @param document of the file that the attestation is
   * @param at where the attestation stands: inside its base64 nothing has a line
   */
  public static List<Observation> observations(
      String file, int document, Tree.Mark at, String type, Tree.Mapping predicate) {
    Form form = FORMS.get(type);
    if (form == null) {
      return List.of();
    }
    ScanFaults faults = new ScanFaults();
    ReportStream stream =
        new TreeReportStream(new Tree.Mapping(at, predicate.entries()), faults) {
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
}
