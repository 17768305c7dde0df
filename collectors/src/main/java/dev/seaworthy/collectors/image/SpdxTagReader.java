package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an SPDX document, 2.2 or 2.3, as lines of {@code Tag: value}. */
final class SpdxTagReader {
  private static final String TEXT_BEGINS = "<text>";
  private static final String TEXT_ENDS = "</text>";

  private final ScanFaults faults = new ScanFaults();
  private final SpdxDocument document = new SpdxDocument();
  private SpdxPackage current = new SpdxPackage();
  private String id = "";
  private boolean inPackage;
  private String license = "";
  private int line;

  static List<Observation> collect(String file, String text) {
    return collect(file, 0, new Tree.Mark(1, 1), text);
  }

  /**
   * What a document says.
   *
   * @param document of the file
   * @param begins where in the file
   */
  static List<Observation> collect(String file, int document, Tree.Mark begins, String text) {
    SpdxTagReader reader = new SpdxTagReader();
    reader.read(text);
    ScanSource source = ScanSource.of(file, document, SpdxDocument.FORM);
    List<Observation> all = new ArrayList<>(source.gaps(reader.faults));
    all.add(reader.document.evidence(source, Map.of("", begins)));
    return all;
  }

  private void read(String text) {
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      line = i + 1;
      String one = lines[i].strip();
      if (one.isEmpty() || one.startsWith("#")) {
        continue;
      }
      int colon = one.indexOf(':');
      if (colon < 1) {
        faults.add(fault("line is no `Tag: value`"));
        continue;
      }
      String value = one.substring(colon + 1).strip();
      if (value.startsWith(TEXT_BEGINS)) {
        StringBuilder whole = new StringBuilder(value);
        boolean ended = value.contains(TEXT_ENDS);
        while (!ended && i + 1 < lines.length) {
          whole.append('\n').append(lines[++i]);
          ended = lines[i].contains(TEXT_ENDS);
        }
        if (!ended) {
          faults.add(fault("`<text>` does not end"));
        }
        value = whole.toString().replace(TEXT_BEGINS, "").replace(TEXT_ENDS, "").strip();
      }
      tag(one.substring(0, colon), value);
    }
    finish();
  }

  private void tag(String tag, String value) {
    switch (tag) {
      case "SPDXVersion" -> document.bill().says("specVersion", value.replaceFirst("^SPDX-", ""));
      case "DocumentName" -> document.named(value);
      case "DocumentNamespace" -> document.serial(value);
      case "Created" -> created(value);
      case "PackageName" -> {
        finish();
        inPackage = true;
        current.says("name", value);
      }
      // What follows is about a file or a snippet, and no package.
      case "FileName", "SnippetSPDXID" -> finish();
      case "SPDXID" -> id = value;
      case "PackageVersion" -> current.says("version", value);
      case "PrimaryPackagePurpose" -> current.says("type", value.toLowerCase(Locale.ROOT));
      case "PackageLicenseConcluded" -> current.concluded(value);
      case "PackageLicenseDeclared" -> current.declared(value);
      case "PackageAttributionText", "AnnotationComment" -> current.note(value);
      case "ExternalRef" -> reference(value);
      case "Relationship" -> relationship(value);
      case "LicenseID" -> license = value;
      case "LicenseName" -> document.bill().refers(license, value);
      default -> {}
    }
  }

  private void created(String value) {
    Instants.time(value)
        .ifPresentOrElse(
            time -> document.bill().made(time.getEpochSecond()),
            () -> faults.add(fault("`Created` is not a time")));
  }

  /** {@code PACKAGE-MANAGER purl pkg:…}. */
  private void reference(String value) {
    String[] words = value.split("\\s+", -1);
    if (words.length == 3 && words[1].equals("purl")) {
      current.purl(words[2]);
    }
  }

  private void relationship(String value) {
    String[] words = value.split("\\s+", -1);
    if (words.length < 3) {
      faults.add(fault("`Relationship` does not name two elements"));
    } else {
      document.relates(words[0], words[1], words[2]);
    }
  }

  private void finish() {
    if (inPackage) {
      document.add(id, current);
    }
    inPackage = false;
    current = new SpdxPackage();
    id = "";
  }

  private InvalidScanException fault(String reason) {
    return new InvalidScanException(reason, line, 1);
  }
}
