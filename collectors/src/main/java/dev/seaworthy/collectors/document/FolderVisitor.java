package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Coverage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sorts what a folder holds into files to read, things left aside, and things out of sight. */
final class FolderVisitor extends SimpleFileVisitor<Path> {
  /** A file under its shown name. */
  record Found(String name, Path path) {}

  private final String rootName;
  private final Path root;
  private final Excludes excludes;
  private final boolean renders;
  private final List<Found> found = new ArrayList<>();
  private final List<Search.Unseen> unseen = new ArrayList<>();
  private final List<Coverage.Skipped> skipped = new ArrayList<>();
  private final List<ToRender> toRender = new ArrayList<>();

  FolderVisitor(String rootName, Path root, Excludes excludes, boolean renders) {
    this.rootName = rootName;
    this.root = root;
    this.excludes = excludes;
    this.renders = renders;
  }

  List<Found> found() {
    return found;
  }

  List<Search.Unseen> unseen() {
    return unseen;
  }

  List<Coverage.Skipped> skipped() {
    return skipped;
  }

  List<ToRender> toRender() {
    return toRender;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    String name = name(folder);
    boolean below = !folder.equals(root);
    if (below && excludes.match(name)) {
      return skip(name, "excluded", FileVisitResult.SKIP_SUBTREE);
    }
    if (below && String.valueOf(folder.getFileName()).startsWith(".")) {
      return skip(name, "hidden folder", FileVisitResult.SKIP_SUBTREE);
    }
    if (renders) {
      Optional<ToRender> source = ToRender.at(name, folder);
      source.ifPresent(toRender::add);
      return source.isPresent() ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }
    if (Files.exists(folder.resolve("Chart.yaml"))
        && Files.isDirectory(folder.resolve("templates"))) {
      unseen.add(new Search.Unseen(name, ReadProblem.ofFile(FileProblems.helmChart(name))));
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = name(file);
    if (excludes.match(name)) {
      return skip(name, "excluded", FileVisitResult.CONTINUE);
    }
    if (!Extensions.isRecognised(name)) {
      return skip(name, "not a recognised format", FileVisitResult.CONTINUE);
    }
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      return unseen(name, FileProblems.danglingLink(name));
    }
    if (!attributes.isRegularFile()) {
      return unseen(name, FileProblems.special(name));
    }
    found.add(new Found(name, file));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    String name = name(file);
    if (e instanceof FileSystemLoopException) {
      return unseen(name, FileProblems.linkLoop(name));
    }
    boolean link = Files.isSymbolicLink(file) && !(e instanceof AccessDeniedException);
    return unseen(
        name,
        link
            ? FileProblems.danglingLink(name)
            : ReadProblems.unreadable(name, DocumentReader.reason(e)));
  }

  @Override
  public FileVisitResult postVisitDirectory(
      Path folder, @org.jspecify.annotations.Nullable IOException e) {
    if (e != null) {
      String name = name(folder);
      unseen(name, ReadProblems.unreadable(name, DocumentReader.reason(e)));
    }
    return FileVisitResult.CONTINUE;
  }

  private FileVisitResult skip(String name, String reason, FileVisitResult next) {
    skipped.add(new Coverage.Skipped(name, reason));
    return next;
  }

  private FileVisitResult unseen(String name, dev.seaworthy.engine.evidence.Problem problem) {
    unseen.add(new Search.Unseen(name, ReadProblem.ofFile(problem)));
    return FileVisitResult.CONTINUE;
  }

  private String name(Path path) {
    String below = root.relativize(path).toString().replace('\\', '/');
    if (below.isEmpty()) {
      return rootName;
    }
    return rootName.equals(".") ? below : rootName + (rootName.endsWith("/") ? "" : "/") + below;
  }
}
