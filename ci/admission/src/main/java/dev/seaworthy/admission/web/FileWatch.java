package dev.seaworthy.admission.web;

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
public final class FileWatch {
  /** Takes the files up. */
  @FunctionalInterface
  public interface Action {
    void run() throws AdmissionException;
  }

  /** Is told what came of it. */
  public interface Listener {
    void reloaded(String what);

    void notReloaded(String what, Problem problem);
  }

  private final String what;
  private final List<Path> paths;
  private final Action action;
  private final Listener listener;
  private List<String> seen;
  private String lastProblem = "";

  /** Takes what is there now for known. */
  public FileWatch(String what, List<Path> paths, Action action, Listener listener) {
    this.what = what;
    this.paths = List.copyOf(paths);
    this.action = action;
    this.listener = listener;
    this.seen = state();
  }

  /** Looks; called by one thread. */
  public void look() {
    List<String> now = state();
    if (now.equals(seen) && lastProblem.isEmpty()) {
      return;
    }
    try {
      action.run();
      seen = now;
      lastProblem = "";
      listener.reloaded(what);
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
      listener.notReloaded(what, problem);
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
