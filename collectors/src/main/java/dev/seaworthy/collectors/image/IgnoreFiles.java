package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of all ignore files; each is for the scans in its file's folder and below. */
final class IgnoreFiles {
  private final long now;
  private final List<Entry> entries = new ArrayList<>();

  private static final class Entry {
    private final IgnoreEntry entry;
    private final Evidence file;
    private int uses;

    Entry(IgnoreEntry entry, Evidence file) {
      this.entry = entry;
      this.file = file;
    }

    String name() {
      return file.source().file();
    }

    boolean isFor(String scan) {
      String folder = name().substring(0, name().lastIndexOf('/') + 1);
      return scan.startsWith(folder);
    }
  }

  /**
   * Those of some files.
   *
   * @param now seconds since 1970
   */
  IgnoreFiles(List<Evidence> files, long now) {
    this.now = now;
    for (Evidence file : files) {
      for (JsonNode one : file.content().node().path("entries")) {
        entries.add(new Entry(IgnoreEntry.fromTree(one), file));
      }
    }
  }

  /**
   * What the files say of a vulnerability; null where they say nothing.
   *
   * @param scan the file of the scan
   */
  @Nullable Ruling ruling(String scan, JsonNode vulnerability) {
    Ruling ruling = null;
    for (Entry one : entries) {
      if (one.isFor(scan) && one.entry.isForVulnerabilities() && one.entry.isAbout(vulnerability)) {
        one.uses++;
        if (ruling == null && !one.entry.isExpired(now)) {
          ruling = ruling(one);
        }
      }
    }
    return ruling;
  }

  private static Ruling ruling(Entry one) {
    Map<String, Object> note = new LinkedHashMap<>(one.entry.toTree());
    note.put("source", one.name());
    return new Ruling(true, "ignored", one.entry.statement(), one.name(), "ignore", note);
  }

  /** The file with what became of each of its entries. */
  Evidence withUse(Evidence file) {
    ObjectNode content = (ObjectNode) file.content().node();
    List<Entry> own =
        entries.stream().filter(one -> one.file.source().equals(file.source())).toList();
    for (int i = 0; i < own.size(); i++) {
      ObjectNode entry = (ObjectNode) content.path("entries").path(i);
      entry.put("expired", own.get(i).entry.isExpired(now));
      entry.put("matches", own.get(i).uses);
    }
    return file.saying(content);
  }

  /** Entries that ignore nothing. */
  List<Coverage.Skipped> unused() {
    List<Coverage.Skipped> skipped = new ArrayList<>();
    for (Entry one : entries) {
      String id = ReportStream.printable(one.entry.id());
      if (!one.entry.isForVulnerabilities()) {
        skipped.add(
            said(
                one,
                "`%s` of `%s` is not ignored here: only vulnerabilities are"
                    .formatted(id, one.entry.section())));
      } else if (one.entry.isExpired(now)) {
        skipped.add(said(one, "the entry for `%s` has expired and does not count".formatted(id)));
      } else if (one.uses == 0) {
        skipped.add(
            said(one, "the entry for `%s` is about nothing that was scanned".formatted(id)));
      }
    }
    return skipped;
  }

  private static Coverage.Skipped said(Entry one, String reason) {
    return new Coverage.Skipped(one.name(), "ignore file: " + reason);
  }
}
