package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A SbomReport of Trivy's operator: a CycloneDX document within an object about an image. */
final class OperatorBill {
  private final Tree.Mapping root;
  private final ReportStream stream;
  private final CycloneDxReader document;
  private final Map<String, String> texts = new HashMap<>();
  private boolean any;

  OperatorBill(Manifest manifest, ScanFaults faults) {
    this.root = manifest.root();
    this.stream = new TreeReportStream(root, faults);
    this.document = new CycloneDxReader(stream);
  }

  void read() throws IOException {
    stream.object(
        field -> {
          if (field.equals("report")) {
            stream.object(this::report);
          }
        });
    if (!any) {
      throw stream.invalid("has no `report.components`");
    }
    BillRoot image = document.root();
    image.type("container");
    image.digest(texts.getOrDefault("digest", ""));
    String repository = texts.getOrDefault("repository", "");
    if (!repository.isEmpty()) {
      String server = texts.getOrDefault("server", "");
      String tag = texts.getOrDefault("tag", "");
      String name = server.isEmpty() ? repository : server + "/" + repository;
      image.named(tag.isEmpty() ? name : name + ":" + tag);
      image.tag(tag.isEmpty() ? "" : name + ":" + tag);
    }
  }

  private void report(String field) throws IOException {
    switch (field) {
      case "artifact", "registry" -> stream.object(this::image);
      case "components" -> {
        any = true;
        document.read();
      }
      default -> {}
    }
  }

  private void image(String field) throws IOException {
    if (List.of("repository", "tag", "digest", "server").contains(field)) {
      texts.put(field, stream.text());
    }
  }

  List<Observation> observations(ScanSource source) {
    return any ? document.observations(source) : List.of();
  }
}
