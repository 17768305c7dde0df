package dev.seaworthy.collectors.document;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Documents inside a value of another: a configuration file in a ConfigMap, a policy in an export.
 *
 * @param roots their trees, with marks that count from the start of the value
 * @param problem why the text, or a part of it, cannot be read
 */
public record EmbeddedDocument(List<Tree> roots, Optional<ReadProblem> problem) {
  public EmbeddedDocument {
    roots = List.copyOf(roots);
  }

  /** Reads {@code text}; the end of {@code name} tells YAML from JSON. */
  public static EmbeddedDocument read(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Taker taker = new Taker();
    new DocumentReader(Limits.DEFAULT)
        .read(new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes)), taker);
    return new EmbeddedDocument(taker.roots, taker.problems.stream().findFirst());
  }

  /** The tree, where the text is exactly one readable document. */
  public Optional<Tree> only() {
    return problem.isEmpty() && roots.size() == 1 ? Optional.of(roots.get(0)) : Optional.empty();
  }

  private static final class Taker implements DocumentReader.Sink {
    private final List<Tree> roots = new ArrayList<>();
    private final List<ReadProblem> problems = new ArrayList<>();

    @Override
    public void document(Document document) {
      if (document instanceof Document.Structured structured) {
        roots.add(structured.root());
      }
    }

    @Override
    public void problem(ReadProblem problem) {
      problems.add(problem);
    }

    @Override
    public void nothing() {
      // An empty value holds no document, and that is no fault.
    }
  }
}
