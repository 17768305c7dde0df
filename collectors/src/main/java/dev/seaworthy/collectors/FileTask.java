package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.DocumentReader;
import dev.seaworthy.collectors.document.Extensions;
import dev.seaworthy.collectors.document.ReadProblem;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one file and gives each of its documents to the first collector that recognises it. */
final class FileTask implements DocumentReader.Sink {
  /** The source name of problems that precede any collector. */
  static final String DOCUMENT = "document";

  /**
   * What came of one file.
   *
   * @param understood whether any document of it was
   */
  record Outcome(
      List<Observation> observations,
      List<Coverage.Skipped> skipped,
      int documents,
      boolean understood) {}

  private final SourceFile file;
  private final Hints hints;
  private final List<Collector> collectors;
  private final List<Observation> observations = new ArrayList<>();
  private final List<Coverage.Skipped> skipped = new ArrayList<>();
  private final List<ReadProblem> notices = new ArrayList<>();
  private int documents;
  private boolean understood;

  FileTask(SourceFile file, Hints hints, List<Collector> collectors) {
    this.file = file;
    this.hints = hints;
    this.collectors = collectors;
  }

  Outcome run(DocumentReader reader) {
    reader.read(file, this);
    notices.forEach(notice -> gap(notice, Extensions.mayHold(file.name())));
    return new Outcome(observations, skipped, documents, understood);
  }

  @Override
  public void document(Document document) {
    documents++;
    Optional<String> aside = SetupDocuments.reason(document);
    if (aside.isPresent()) {
      understood = true;
      skipped.add(new Coverage.Skipped(file.name(), aside.get()));
      return;
    }
    Optional<Collector> collector =
        collectors.stream().filter(one -> one.recognises(document)).findFirst();
    if (collector.isPresent()) {
      understood = true;
      flushNotices(collector.get().name());
      observations.addAll(collector.get().collect(document, hints));
      collector.get().leavesOut(document).stream()
          .map(reason -> new Coverage.Skipped(file.name(), reason))
          .forEach(skipped::add);
    } else if (document instanceof Document.Raw) {
      // Folders of modules are full of XML and CSV that is no result of anything.
      understood = true;
      skipped.add(new Coverage.Skipped(file.name(), "no results of a tool that is known"));
    } else {
      unrecognised(document);
    }
  }

  @Override
  public void problem(ReadProblem problem) {
    // Whose evidence a duplicate key disturbs is known when its document comes, right after.
    if (problem.problem().code().equals("DUPLICATE_KEY")) {
      notices.add(problem);
    } else {
      gap(problem, Extensions.mayHold(file.name()));
    }
  }

  @Override
  public void nothing() {
    understood = true;
    skipped.add(new Coverage.Skipped(file.name(), "nothing but comments"));
  }

  private void flushNotices(String collector) {
    List<String> affects = EvidenceKinds.from(collector);
    notices.forEach(notice -> gap(notice, affects));
    notices.clear();
  }

  private void unrecognised(Document document) {
    Tree.Mark mark =
        document instanceof Document.Structured structured
            ? structured.root().mark()
            : new Tree.Mark(0, 0);
    gap(
        new ReadProblem(unrecognisedProblem(document), document.index(), mark),
        Extensions.mayHold(file.name()));
  }

  private Problem unrecognisedProblem(Document document) {
    if (document instanceof Document.Structured structured
        && Stream.of("apiVersion", "kind", "metadata", "spec").anyMatch(structured::has)) {
      List<String> missing =
          Stream.of("apiVersion", "kind").filter(key -> !structured.has(key)).toList();
      if (!missing.isEmpty()) {
        return GatherProblems.notKubernetes(file.name(), missing);
      }
    }
    return GatherProblems.unrecognised(file.name());
  }

  private void gap(ReadProblem problem, List<String> affects) {
    observations.add(
        new Gap(
            problem.problem(),
            new Source(DOCUMENT, file.name(), problem.document()),
            new Location(file.name(), problem.at().line(), problem.at().column()),
            affects));
  }
}
