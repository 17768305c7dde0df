package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Source;
import java.util.Map;

/** A statement with the document that makes it, and a count of the findings it is about. */
final class Filed {
  private final VexStatement statement;
  private final Evidence document;
  private final String author;
  private int uses;

  Filed(VexStatement statement, Evidence document, String author) {
    this.statement = statement;
    this.document = document;
    this.author = author;
  }

  VexStatement statement() {
    return statement;
  }

  Source source() {
    return document.source();
  }

  String file() {
    return source().file();
  }

  boolean isAbout(ScannedPackage found) {
    return statement.products().stream().anyMatch(product -> product.isAbout(found));
  }

  void use() {
    uses++;
  }

  int uses() {
    return uses;
  }

  /** What is said, by whom and where. */
  Map<String, Object> note() {
    Map<String, Object> note = statement.toTree();
    TrivyReport.putIfAny(note, "author", author);
    note.put("source", file());
    note.put("document", document.subject().name());
    return note;
  }
}
