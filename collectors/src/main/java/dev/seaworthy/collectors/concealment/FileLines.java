package dev.seaworthy.collectors.concealment;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.DocumentReader;
import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.ReadProblem;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Conceals the secrets of a file of manifests line by line, for a reader: what its objects hold,
 * wherever it is written in it, and what its text tells.
 */
final class FileLines {
  private static final SecretText TEXT = SecretText.outermost();

  private FileLines() {}

  static String concealed(String text) {
    String without = PrivateKeys.concealedByLine(text);
    for (Map.Entry<String, String> secret : secrets(text)) {
      without = without.replace(secret.getKey(), secret.getValue());
    }
    without = TEXT.concealed(without);
    boolean sameLines = without.lines().count() == text.lines().count();
    return sameLines
        ? without
        : text.lines().map(line -> Mark.TEXT + "\n").collect(Collectors.joining());
  }

  /** The longest first: one may be a part of another. */
  private static List<Map.Entry<String, String>> secrets(String text) {
    List<Map.Entry<String, String>> secrets = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    SourceFile file =
        new SourceFile("file.yaml", bytes.length, () -> new ByteArrayInputStream(bytes));
    new DocumentReader(Limits.DEFAULT).read(file, new Sink(secrets));
    secrets.sort(
        Comparator.comparing((Map.Entry<String, String> one) -> -one.getKey().length())
            .thenComparing(Map.Entry::getKey));
    return secrets;
  }

  private record Sink(List<Map.Entry<String, String>> secrets) implements DocumentReader.Sink {
    @Override
    public void document(Document document) {
      if (document instanceof Document.Structured structured) {
        try {
          CanonicalJson content = CanonicalJson.of(structured.root().plain());
          Replaced.in(content.node(), TEXT).forEach(this::add);
        } catch (NotCanonicalException e) {
          // Of what is no evidence the text alone is read.
          return;
        }
      }
    }

    /** A text of several lines stands in the file line by line. */
    private void add(String before, String after) {
      List<String> lines = before.lines().toList();
      List<String> others = after.lines().toList();
      for (int i = 0; i < lines.size() && lines.size() == others.size(); i++) {
        String line = lines.get(i).strip();
        if (!lines.get(i).equals(others.get(i)) && !line.isEmpty()) {
          secrets.add(Map.entry(line, others.get(i).strip()));
        }
      }
    }

    @Override
    public void problem(ReadProblem problem) {}

    @Override
    public void nothing() {}
  }
}
