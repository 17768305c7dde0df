package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Coverage;
import java.util.List;

/**
 * What a search for files found.
 *
 * @param files to read, in order of name
 * @param unseen paths that could not be looked at, in the order met
 * @param skipped what was left aside on purpose
 * @param toRender folders whose files were not looked at, for they are to be rendered, in order of
 *     name
 */
public record Search(
    List<FoundFile> files,
    List<Unseen> unseen,
    List<Coverage.Skipped> skipped,
    List<ToRender> toRender) {
  /** A path that could not be looked at. */
  public record Unseen(String name, ReadProblem problem) {}

  public Search {
    files = List.copyOf(files);
    unseen = List.copyOf(unseen);
    skipped = List.copyOf(skipped);
    toRender = List.copyOf(toRender);
  }
}
