package dev.seaworthy.cli.git;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Doubt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes a commit's files below a folder and nowhere else. Nothing is executable and no filter or
 * attribute is heeded. Links come last, so that no file is written through one.
 */
final class TreeWriter {
  private static final int MAX_LINK_BYTES = 4096;

  private final Repository repository;
  private final Path folder;
  private final TreeLimits limits;
  private final Map<String, String> links = new LinkedHashMap<>();
  private final List<Doubt> leftOut = new ArrayList<>();
  private final Map<String, String> blobs = new HashMap<>();
  private int files;
  private long bytes;

  TreeWriter(Repository repository, Path folder, TreeLimits limits) {
    this.repository = repository;
    this.folder = folder;
    this.limits = limits;
  }

  /** Writes, and tells what is left out. */
  List<Doubt> write(ObjectId commit) throws IOException, ConfigurationException {
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commits.parseCommit(commit).getTree());
      while (walk.next()) {
        entry(walk, commit.name());
      }
    }
    for (Map.Entry<String, String> link : links.entrySet()) {
      link(link.getKey(), link.getValue());
    }
    return leftOut.stream().sorted(Doubt.ORDER).toList();
  }

  /** The ids of what was written, by the path of the file. */
  Map<String, String> blobs() {
    return blobs;
  }

  /** A folder that is not entered is left out with all that is in it. */
  private void entry(TreeWalk walk, String commit) throws IOException, ConfigurationException {
    byte[] raw = walk.getRawPath();
    Optional<String> name = EntryName.safe(raw);
    FileMode mode = walk.getFileMode(0);
    if (name.isEmpty()) {
      leaveOut(walk.getPathString(), "UNSAFE_NAME", "its name is not safe to write", "rename it");
    } else if (raw.length > limits.maxPathBytes()) {
      leaveOut(
          name.get().substring(0, 200) + "…", "LONG_PATH", "its path is too long", "shorten it");
    } else if (mode == FileMode.TREE) {
      walk.enterSubtree();
    } else if (mode == FileMode.GITLINK) {
      leaveOut(
          name.get(),
          "SUBMODULE",
          "it is a submodule, whose files are in another repository",
          "judge that repository by itself");
    } else {
      count(commit);
      ObjectId id = walk.getObjectId(0);
      blob(name.get(), mode, id, walk.getObjectReader().open(id), commit);
    }
  }

  private void count(String commit) throws ConfigurationException {
    files++;
    if (files > limits.maxFiles()) {
      throw GitProblems.tooLarge(commit, limits.maxFiles() + " files");
    }
  }

  private void blob(String name, FileMode mode, ObjectId id, ObjectLoader content, String commit)
      throws IOException, ConfigurationException {
    if (mode == FileMode.SYMLINK) {
      String target =
          content.getSize() > MAX_LINK_BYTES
              ? ""
              : new String(content.getCachedBytes(MAX_LINK_BYTES), StandardCharsets.UTF_8);
      if (LinkTarget.staysInside(name, target)) {
        links.put(name, target);
      } else {
        leaveOut(
            name,
            "LINK_OUTSIDE",
            "it is a symbolic link that leads out of the repository",
            "link to a file of the repository, by a relative path");
      }
    } else if (content.getSize() > limits.maxFileBytes()) {
      leaveOut(
          name, "LARGE_FILE", "it is too large to be evidence", "split it, or keep it elsewhere");
    } else {
      bytes += content.getSize();
      if (bytes > limits.maxTotalBytes()) {
        throw GitProblems.tooLarge(commit, (limits.maxTotalBytes() >> 20) + " MiB");
      }
      file(name, id, content);
    }
  }

  private void file(String name, ObjectId id, ObjectLoader content) throws IOException {
    try {
      Path path = folder.resolve(name);
      Files.createDirectories(path.resolveSibling("."));
      try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
        content.copyTo(out);
      }
      blobs.put(path.toString(), id.name());
    } catch (FileAlreadyExistsException e) {
      clash(name);
    } catch (InvalidPathException e) {
      unnameable(name);
    }
  }

  private void link(String name, String target) throws IOException {
    try {
      Path path = folder.resolve(name);
      Files.createDirectories(path.resolveSibling("."));
      Files.createSymbolicLink(path, Path.of(target));
    } catch (FileAlreadyExistsException e) {
      clash(name);
    } catch (InvalidPathException | UnsupportedOperationException e) {
      unnameable(name);
    }
  }

  private void clash(String name) {
    leaveOut(
        name,
        "NAME_CLASH",
        "another entry has its name, or one that this system takes for the same",
        "rename one");
  }

  private void unnameable(String name) {
    leaveOut(name, "UNSAFE_NAME", "this system has no such file names", "rename it");
  }

  private void leaveOut(String name, String code, String why, String fix) {
    leftOut.add(
        new Doubt(
            new Problem(code, "`%s` is left out: %s".formatted(oneLine(name), why), fix),
            Location.of(name)));
  }

  private static String oneLine(String name) {
    return name.replace("\n", "\\n");
  }
}
