package dev.seaworthy.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.DocumentReader;
import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.ReadProblem;
import dev.seaworthy.collectors.document.SourceFile;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** What the reader of documents tells of a file that a test holds in memory. */
public final class ReadFile {
  private final List<Document> documents = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private ReadFile() {}

  /** Reads {@code bytes} as a file of this name. */
  public static ReadFile of(String name, byte[] bytes) {
    ReadFile read = new ReadFile();
    new DocumentReader(Limits.DEFAULT)
        .read(
            new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes)),
            new DocumentReader.Sink() {
              @Override
              public void document(Document document) {
                read.documents.add(document);
              }

              @Override
              public void problem(ReadProblem problem) {
                read.problems.add(problem.problem().message());
              }

              @Override
              public void nothing() {
                read.problems.add("nothing was read");
              }
            });
    return read;
  }

  /** Those that were read, whatever was not. */
  public List<Document> documents() {
    return documents;
  }

  /** Those of a file of which all was read. */
  public List<Document> all() {
    assertThat(problems).isEmpty();
    return documents;
  }
}
