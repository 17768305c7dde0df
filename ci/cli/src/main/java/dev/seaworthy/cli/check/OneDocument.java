package dev.seaworthy.cli.check;

import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.DocumentReader;
import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.ReadProblem;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.Tree;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of our own that is one YAML document; everything odd about it is an error. */
public final class OneDocument implements DocumentReader.Sink {
  private final List<Document> documents = new ArrayList<>();
  private final Diagnostics diagnostics;
  private final String code;
  private final String what;
  private final String fix;

  private OneDocument(Diagnostics diagnostics, String code, String what, String fix) {
    this.diagnostics = diagnostics;
    this.code = code;
    this.what = what;
    this.fix = fix;
  }

  /** A release, in file {@code name}; empty where an error was reported. */
  static Optional<Tree> release(String name, byte[] bytes, Diagnostics diagnostics) {
    return new OneDocument(
            diagnostics,
            "NOT_A_DESCRIPTOR",
            "the file is no release descriptor",
            "write one `kind: Release` document")
        .read(name, bytes);
  }

  /** Waivers, in file {@code name}; empty where an error was reported. */
  static Optional<Tree> waivers(String name, byte[] bytes, Diagnostics diagnostics) {
    return new OneDocument(
            diagnostics,
            "NOT_WAIVERS",
            "the file holds no waivers",
            "write one `kind: Waivers` document")
        .read(name, bytes);
  }

  /** A baseline, in file {@code name}; empty where an error was reported. */
  static Optional<Tree> baseline(String name, byte[] bytes, Diagnostics diagnostics) {
    return new OneDocument(
            diagnostics,
            "NOT_A_BASELINE",
            "the file is no baseline",
            "begin one with `seaworthy baseline create`")
        .read(name, bytes);
  }

  /** Settings of `pr serve`, in file {@code name}; empty where an error was reported. */
  public static Optional<Tree> hooks(String name, byte[] bytes, Diagnostics diagnostics) {
    return new OneDocument(
            diagnostics,
            "NOT_HOOKS",
            "the file holds no settings of `pr serve`",
            "write one `kind: PullRequestHooks` document; see docs/reference/pr-serve.md")
        .read(name, bytes);
  }

  /** A trust root, in file {@code name}; empty where an error was reported. */
  public static Optional<Tree> trust(String name, byte[] bytes, Diagnostics diagnostics) {
    return new OneDocument(
            diagnostics,
            "NOT_A_TRUST_ROOT",
            "the file is no trust root",
            "write one `kind: TrustRoot` document; see docs/reference/evidence-bundle.md")
        .read(name, bytes);
  }

  private Optional<Tree> read(String name, byte[] bytes) {
    new DocumentReader(Limits.DEFAULT)
        .read(new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes)), this);
    Optional<Tree> root = root();
    return diagnostics.hasErrors() ? Optional.empty() : root;
  }

  @Override
  public void document(Document document) {
    documents.add(document);
  }

  @Override
  public void problem(ReadProblem problem) {
    diagnostics.error(
        problem.at(),
        problem.problem().code(),
        problem.problem().message(),
        problem.problem().fix());
  }

  @Override
  public void nothing() {
    refuse("it holds nothing but comments");
  }

  private Optional<Tree> root() {
    if (documents.size() > 1) {
      refuse("it holds more than one document");
    }
    if (documents.size() == 1 && documents.get(0) instanceof Document.Structured structured) {
      return Optional.of(structured.root());
    }
    if (!diagnostics.hasErrors()) {
      refuse("it is not YAML");
    }
    return Optional.empty();
  }

  private void refuse(String why) {
    diagnostics.error(new Tree.Mark(1, 1), code, what + ": " + why, fix);
  }
}
