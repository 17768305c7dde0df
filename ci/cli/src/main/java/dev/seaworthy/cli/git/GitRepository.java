package dev.seaworthy.cli.git;

import dev.seaworthy.cli.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A git repository on disk, bare or not; only read. */
public final class GitRepository implements AutoCloseable {
  /** Where CI systems and git say what a change is to be merged into, most telling first. */
  private static final String GITHUB_BASE = "GITHUB_BASE_REF";

  private static final String GITLAB_BASE = "CI_MERGE_REQUEST_DIFF_BASE_SHA";
  private static final String DEFAULT_BRANCH = "refs/remotes/origin/HEAD";

  private final Repository repository;

  private GitRepository(Repository repository) {
    this.repository = repository;
  }

  /** The repository that {@code folder} is in. */
  public static GitRepository at(Path folder) throws ConfigurationException {
    HermeticReader.install();
    File start = folder.toAbsolutePath().normalize().toFile();
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().setMustExist(true).findGitDir(start);
    if (builder.getGitDir() == null) {
      throw GitProblems.noRepository(folder.toString().isEmpty() ? "." : folder.toString());
    }
    try {
      return new GitRepository(builder.build());
    } catch (IOException e) {
      throw GitProblems.noRepository(folder.toString());
    } catch (IllegalArgumentException e) {
      throw GitProblems.unreadable("its configuration is broken");
    }
  }

  /**
   * The commit that a revision names.
   *
   * @param revision as {@code git rev-parse} takes it
   */
  public String commit(String revision) throws ConfigurationException {
    try {
      ObjectId id = repository.resolve(revision + "^{commit}");
      if (id == null) {
        throw GitProblems.unknownRevision(revision, isShallow());
      }
      return id.name();
    } catch (AmbiguousObjectException e) {
      throw GitProblems.ambiguous(revision);
    } catch (MissingObjectException | IncorrectObjectTypeException | RevisionSyntaxException e) {
      throw GitProblems.unknownRevision(revision, isShallow());
    } catch (IOException e) {
      throw GitProblems.unreadable("an object or a reference is damaged");
    }
  }

  /** What a change is compared with where nobody says: what CI tells, or the default branch. */
  public String defaultBase(Map<String, String> environment) throws ConfigurationException {
    String github = environment.getOrDefault(GITHUB_BASE, "");
    if (!github.isEmpty()) {
      return "origin/" + github;
    }
    String gitlab = environment.getOrDefault(GITLAB_BASE, "");
    if (!gitlab.isEmpty()) {
      return gitlab;
    }
    try {
      if (repository.resolve(DEFAULT_BRANCH) != null) {
        return "origin/HEAD";
      }
    } catch (IOException e) {
      throw GitProblems.unreadable("an object or a reference is damaged");
    }
    throw GitProblems.noBase();
  }

  /**
   * The commit where a change began: what others merged into the base since is not the change's.
   *
   * @param base a revision
   * @param head a revision
   */
  public String mergeBase(String base, String head) throws ConfigurationException {
    String from = commit(base);
    String to = commit(head);
    return commonAncestor(from, to)
        .orElseThrow(() -> GitProblems.noMergeBase(base, head, isShallow()));
  }

  private Optional<String> commonAncestor(String one, String other) throws ConfigurationException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
      walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
      RevCommit found = walk.next();
      return found == null ? Optional.empty() : Optional.of(found.name());
    } catch (MissingObjectException e) {
      throw GitProblems.unreadable("object `%s` is missing".formatted(e.getObjectId().name()));
    } catch (IOException e) {
      throw GitProblems.unreadable("a commit is damaged");
    }
  }

  /** The files of a commit, written to a temporary folder of its own. */
  public CommitFolder files(String commit) throws ConfigurationException {
    return CommitFolder.of(repository, ObjectId.fromString(commit), TreeLimits.DEFAULT);
  }

  /**
   * A file of a commit; empty where there is none.
   *
   * @param path from the root
   * @param mostBytes that it may have
   */
  public Optional<byte[]> file(String commit, String path, int mostBytes)
      throws ConfigurationException {
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk tree =
            TreeWalk.forPath(
                repository, path, walk.parseCommit(ObjectId.fromString(commit)).getTree())) {
      boolean isFile =
          tree != null && (tree.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
      return isFile
          ? Optional.of(repository.open(tree.getObjectId(0)).getCachedBytes(mostBytes))
          : Optional.empty();
    } catch (LargeObjectException e) {
      throw new ConfigurationException(
          "INPUT_TOO_LARGE",
          "`%s` of the base has more than %d bytes".formatted(path, mostBytes),
          "make it shorter");
    } catch (IOException e) {
      throw GitProblems.unreadable("an object is damaged");
    }
  }

  /**
   * Lines that differ between two commits.
   *
   * @param files that somebody will ask about
   */
  public ChangedLines changedLines(String base, String head, Set<String> files)
      throws ConfigurationException {
    return ChangedLines.of(repository, ObjectId.fromString(base), ObjectId.fromString(head), files);
  }

  private boolean isShallow() {
    try {
      return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
