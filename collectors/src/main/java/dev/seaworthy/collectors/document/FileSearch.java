package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Coverage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Finds the files under the paths a user named. */
public final class FileSearch {
  private static final String STDIN = "-";
  private static final String STDIN_NAME = "<stdin>";

  private final Path base;
  private final Excludes excludes;
  private final InputStream stdin;
  private final Limits limits;
  private final boolean renders;
  private final List<FoundFile> files = new ArrayList<>();
  private final List<Search.Unseen> unseen = new ArrayList<>();
  private final List<Coverage.Skipped> skipped = new ArrayList<>();
  private final List<ToRender> toRender = new ArrayList<>();

  /**
   * A search.
   *
   * @param renders whether charts and overlays are to be rendered, and not looked into
   */
  public FileSearch(
      Path base, List<String> excludes, InputStream stdin, Limits limits, boolean renders) {
    this.base = base;
    this.excludes = new Excludes(excludes);
    this.stdin = stdin;
    this.limits = limits;
    this.renders = renders;
  }

  /** Everything under {@code paths}: each file as named, each folder in order of name. */
  public Search of(List<String> paths) {
    paths.forEach(this::named);
    return new Search(files, unseen, skipped, toRender);
  }

  private void named(String path) {
    if (path.equals(STDIN)) {
      inMemory(STDIN_NAME, STDIN_NAME, stdin);
      return;
    }
    try {
      Path real = base.resolve(path);
      String name = tidy(path);
      if (excludes.match(name)) {
        skipped.add(new Coverage.Skipped(name, "excluded"));
      } else if (Files.isDirectory(real)) {
        folder(name, real);
      } else if (Files.isRegularFile(real)) {
        file(name, real);
      } else {
        special(name, real);
      }
    } catch (java.nio.file.InvalidPathException e) {
      unseen(path, FileProblems.notFound(path));
    }
  }

  /** A pipe handed over by the shell, {@code <(helm template …)}, can be read once only. */
  private void special(String name, Path real) {
    if (!Files.exists(real)) {
      boolean dangling = Files.exists(real, LinkOption.NOFOLLOW_LINKS);
      unseen(name, dangling ? FileProblems.danglingLink(name) : FileProblems.notFound(name));
    } else if (real.startsWith("/dev") || real.startsWith("/proc/self/fd")) {
      try (InputStream in = Files.newInputStream(real)) {
        inMemory(name, name, in);
      } catch (IOException e) {
        unseen(name, ReadProblems.unreadable(name, DocumentReader.reason(e)));
      }
    } else {
      unseen(name, FileProblems.special(name));
    }
  }

  private void inMemory(String name, String identity, InputStream in) {
    try {
      byte[] bytes = in.readNBytes((int) limits.maxTreeBytes() + 1);
      SourceFile file = new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
      files.add(new FoundFile(identity, file));
    } catch (IOException e) {
      unseen(name, ReadProblems.unreadable(name, DocumentReader.reason(e)));
    }
  }

  private void folder(String name, Path real) {
    FolderVisitor visitor = new FolderVisitor(name, real, excludes, renders);
    try {
      Files.walkFileTree(
          real, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    } catch (IOException e) {
      unseen(name, ReadProblems.unreadable(name, DocumentReader.reason(e)));
    }
    visitor.found().stream()
        .sorted(Comparator.comparing(FolderVisitor.Found::name))
        .forEach(found -> file(found.name(), found.path()));
    visitor.unseen().stream()
        .sorted(Comparator.comparing(Search.Unseen::name))
        .forEach(unseen::add);
    visitor.skipped().stream()
        .sorted(Comparator.comparing(Coverage.Skipped::file))
        .forEach(skipped::add);
    visitor.toRender().stream().sorted(Comparator.comparing(ToRender::name)).forEach(toRender::add);
    if (visitor.found().isEmpty() && visitor.unseen().isEmpty() && visitor.toRender().isEmpty()) {
      unseen(name, FileProblems.emptyFolder(name));
    }
  }

  private void file(String name, Path path) {
    try {
      Path real = path.toRealPath();
      SourceFile file =
          new SourceFile(
              name, Files.size(real), () -> Files.newInputStream(real), DiskFolder.of(real, name));
      files.add(new FoundFile(real.toString(), file));
    } catch (NoSuchFileException e) {
      unseen(name, FileProblems.notFound(name));
    } catch (IOException e) {
      unseen(name, ReadProblems.unreadable(name, DocumentReader.reason(e)));
    }
  }

  private void unseen(String name, dev.seaworthy.engine.evidence.Problem problem) {
    unseen.add(new Search.Unseen(name, ReadProblem.ofFile(problem)));
  }

  /**
   * {@code ./a//b/} is shown as {@code a/b}, so that a name does not depend on how it was typed.
   */
  private static String tidy(String path) {
    String tidy = Path.of(path).normalize().toString().replace('\\', '/');
    return tidy.isEmpty() ? "." : tidy;
  }
}
