package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the reports of one JSON file as far as they can be read: what is wrong comes first. */
final class ScanFile {
  /** Reports in one file; nobody means to write more. */
  private static final int MAX_REPORTS = 10_000;

  private final SourceFile file;
  private final ReportForm form;
  private final Function<ReportStream, ScanReader> readers;
  private final ScanFaults faults = new ScanFaults();
  private final List<Observation> read = new ArrayList<>();
  private boolean known = true;
  private Tree.Mark at = new Tree.Mark(0, 0);

  private ScanFile(SourceFile file, ReportForm form, Function<ReportStream, ScanReader> readers) {
    this.file = file;
    this.form = form;
    this.readers = readers;
  }

  /**
   * Everything that a file says.
   *
   * @param form of its reports
   * @param readers makes a reader of one report
   */
  static List<Observation> collect(
      SourceFile file, ReportForm form, Function<ReportStream, ScanReader> readers) {
    return new ScanFile(file, form, readers).collect();
  }

  private List<Observation> collect() {
    List<Observation> all = new ArrayList<>();
    try (InputStream in = file.open();
        JsonReportStream stream = JsonReportStream.open(in, faults)) {
      readAll(stream);
    } catch (JsonProcessingException e) {
      faults.add(fault(e, at));
    } catch (IOException e) {
      all.add(source(0).gap(ImageProblems.unreadable(file.name()), 0, 0));
    }
    if (known) {
      all.addAll(source(0).gaps(faults));
    }
    all.addAll(read);
    return all;
  }

  private void readAll(JsonReportStream stream) throws IOException {
    int document = 0;
    do {
      if (document > 0) {
        faults.add(stream.invalid("is followed by a second value"));
      }
      readOne(stream, document++);
    } while (document < MAX_REPORTS && stream.next());
  }

  private void readOne(JsonReportStream stream, int document) throws IOException {
    ScanReader reader = readers.apply(stream);
    try {
      faults.attempt(reader::read);
    } catch (JsonProcessingException e) {
      at = stream.mark();
      throw e;
    } finally {
      known &= reader.knowsTheForm();
      read.addAll(reader.observations(source(document)));
    }
  }

  private ScanSource source(int document) {
    return ScanSource.of(file.name(), document, form);
  }

  /** Of limits of its own the parser tells no place: there it is where it stood. */
  private static InvalidScanException fault(JsonProcessingException e, Tree.Mark stood) {
    JsonLocation at = e.getLocation();
    String reason =
        String.valueOf(StrictJson.refused(e).getMessage()).replaceAll("\\p{Cntrl}", "?");
    return at == null
        ? new InvalidScanException(reason, stood.line(), stood.column())
        : new InvalidScanException(reason, at.getLineNr(), at.getColumnNr());
  }
}
