package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Reads the JSON reports of Trivy, of any size: one evidence for each, or one gap. */
public final class TrivyCollector implements Collector {
  static final String NAME = "image";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    if (!(document instanceof Document.Streamed streamed)) {
      return false;
    }
    return streamed.topLevelKeys().isEmpty()
        ? isOldReport(streamed)
        : streamed.topLevelKeys().containsAll(List.of("SchemaVersion", "ArtifactName"));
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    String file = document.file().name();
    try (InputStream in = document.file().open();
        JsonParser parser = StrictJson.factory().createParser(in)) {
      return List.of(read(file, new ReportReader(new ReportStream(parser))));
    } catch (JsonProcessingException e) {
      NotCanonicalException refused = StrictJson.refused(e);
      String reason = String.valueOf(refused.getMessage()).replaceAll("\\p{Cntrl}", "?");
      return List.of(
          gap(ImageProblems.invalid(file, reason), file, refused.line(), refused.column()));
    } catch (IOException e) {
      return List.of(gap(ImageProblems.unreadable(file), file, 0, 0));
    }
  }

  private static Observation read(String file, ReportReader reader) throws IOException {
    try {
      reader.read();
    } catch (InvalidScanException e) {
      // What is wrong in an unknown schema may be right in it.
      return reader.schema() == 0 || reader.isKnownSchema()
          ? gap(ImageProblems.invalid(file, e.reason()), file, e.line(), e.column())
          : unknownSchema(file, reader);
    }
    return reader.isKnownSchema() ? evidence(file, reader) : unknownSchema(file, reader);
  }

  private static Observation evidence(String file, ReportReader reader) {
    try {
      return new Evidence(
          EvidenceKinds.IMAGE_SCAN,
          reader.subject(),
          source(file),
          CanonicalJson.of(reader.content()),
          locations(file, reader.marks()));
    } catch (NotCanonicalException e) {
      String reason = "it has no exact JSON form: " + e.getMessage();
      return gap(ImageProblems.invalid(file, reason), file, 0, 0);
    }
  }

  private static Gap unknownSchema(String file, ReportReader reader) {
    Tree.Mark root = new Tree.Mark(0, 0);
    Tree.Mark mark = reader.marks().getOrDefault("SchemaVersion", root);
    return gap(
        ImageProblems.unknownSchema(file, reader.schema()), file, mark.line(), mark.column());
  }

  /** Findings about a scan point at a key of its root; deeper, there is nothing to mend. */
  private static Locations locations(String file, Map<String, Tree.Mark> marks) {
    Map<String, Tree.Mark> kept = Map.copyOf(marks);
    Tree.Mark root = marks.getOrDefault("", new Tree.Mark(1, 1));
    return path -> {
      Object key = path.steps().isEmpty() ? "" : path.steps().get(0);
      Tree.Mark mark = key instanceof String name ? kept.getOrDefault(name, root) : root;
      return new Location(file, mark.line(), mark.column());
    };
  }

  private static boolean isOldReport(Document.Streamed document) {
    try (InputStream in = document.file().open();
        JsonParser parser = StrictJson.factory().createParser(in)) {
      return OldReport.begins(new ReportStream(parser));
    } catch (IOException e) {
      return false;
    }
  }

  private static Gap gap(Problem problem, String file, int line, int column) {
    return new Gap(
        problem, source(file), new Location(file, line, column), EvidenceKinds.from(NAME));
  }

  private static Source source(String file) {
    return new Source(NAME, file, 0);
  }
}
