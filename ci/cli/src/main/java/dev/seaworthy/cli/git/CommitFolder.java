package dev.seaworthy.cli.git;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Doubt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The files of one commit in a temporary folder that only this user can read. */
public final class CommitFolder implements AutoCloseable {
  private final Path folder;
  private List<Doubt> leftOut = List.of();
  private Map<String, String> blobs = Map.of();

  private CommitFolder(Path folder) {
    this.folder = folder;
  }

  static CommitFolder of(Repository repository, ObjectId commit, TreeLimits limits)
      throws ConfigurationException {
    CommitFolder files;
    try {
      files = new CommitFolder(Files.createTempDirectory("seaworthy-commit-").toRealPath());
    } catch (IOException e) {
      throw GitProblems.unwritable();
    }
    boolean written = false;
    try {
      TreeWriter writer = new TreeWriter(repository, files.folder, limits);
      files.leftOut = writer.write(commit);
      files.blobs = Map.copyOf(writer.blobs());
      written = true;
      return files;
    } catch (MissingObjectException e) {
      throw GitProblems.unreadable("object `%s` is missing".formatted(e.getObjectId().name()));
    } catch (IOException e) {
      throw GitProblems.unwritable();
    } finally {
      if (!written) {
        files.close();
      }
    }
  }

  public Path folder() {
    return folder;
  }

  /** The problem with files named from the commit's root: the folder is nobody's business. */
  public Problem named(Problem problem) {
    return new Problem(problem.code(), named(problem.message()), named(problem.fix()));
  }

  /** Text with files named from the commit's root. */
  public String named(String text) {
    return text.replace(folder + "/", "");
  }

  /** What of the commit is not in the folder, and why. */
  public List<Doubt> leftOut() {
    return leftOut;
  }

  /** Git's ids of the files' contents, by the real paths of the files. */
  public Map<String, String> blobs() {
    return blobs;
  }

  @Override
  public void close() {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      // What was judged stands; the system clears its temporary folder.
      assert e != null;
    }
  }
}
