package dev.seaworthy.admission.server;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that are taken up again when they change. What is in force stays while they are at fault,
 * and they are tried again until they are not.
 */
final class FileWatch {
  /** Takes the files up. */
  @FunctionalInterface
  interface Action {
    void run() throws AdmissionException;
  }

  private final String what;
  private final List<Path> paths;
  private final Action action;
  private final Metrics metrics;
  private final EventLog log;
  private List<String> seen;
  private String lastProblem = "";

  /** Takes what is there now for known. */
  FileWatch(String what, List<Path> paths, Action action, Metrics metrics, EventLog log) {
    this.what = what;
    this.paths = List.copyOf(paths);
    this.action = action;
    this.metrics = metrics;
    this.log = log;
    this.seen = state();
  }

  /** Looks; called by one thread. */
  void look() {
    List<String> now = state();
    if (now.equals(seen) && lastProblem.isEmpty()) {
      return;
    }
    try {
      action.run();
      seen = now;
      lastProblem = "";
      metrics.reloaded(what, true);
      log.event(what + "-reloaded");
    } catch (AdmissionException e) {
      failed(now, e.problem());
    } catch (RuntimeException e) {
      // A defect in reading must not end the watch.
      failed(
          now,
          new Problem(
              "INTERNAL",
              "the files could not be taken up (`%s`)".formatted(e.getClass().getSimpleName()),
              "report it with the files"));
    }
  }

  private void failed(List<String> now, Problem problem) {
    // One fault is told once, however often the files are tried again.
    if (!problem.message().equals(lastProblem) || !now.equals(seen)) {
      metrics.reloaded(what, false);
      log.problem(what + "-not-reloaded", problem);
    }
    seen = now;
    lastProblem = problem.message();
  }

  /** Secrets are mounted by links that are replaced: the real file tells of it. */
  private List<String> state() {
    List<String> states = new ArrayList<>();
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path)) {
        files.sorted().map(FileWatch::state).forEach(states::add);
      } catch (IOException | java.io.UncheckedIOException e) {
        states.add(path + " is gone");
      }
    }
    return states;
  }

  private static String state(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %s %d %s"
          .formatted(
              file,
              attributes.lastModifiedTime(),
              attributes.isDirectory() ? 0 : attributes.size(),
              attributes.fileKey());
    } catch (IOException e) {
      return file + " cannot be read";
    }
  }
}
