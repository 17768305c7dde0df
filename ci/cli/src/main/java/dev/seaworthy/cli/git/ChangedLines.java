package dev.seaworthy.cli.git;

import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Lines that a change adds or alters, as they are numbered after it. */
public final class ChangedLines {
  private static final ChangedLines NONE = new ChangedLines(Map.of());

  private final Map<String, BitSet> lines;

  private ChangedLines(Map<String, BitSet> lines) {
    this.lines = lines;
  }

  /**
   * Those between two commits.
   *
   * @param files that somebody will ask about
   */
  static ChangedLines of(Repository repository, ObjectId base, ObjectId head, Set<String> files)
      throws ConfigurationException {
    if (files.isEmpty()) {
      return NONE;
    }
    Map<String, BitSet> lines = new HashMap<>();
    try (DiffFormatter formatter = new DiffFormatter(OutputStream.nullOutputStream())) {
      formatter.setRepository(repository);
      formatter.setDetectRenames(true);
      for (DiffEntry entry : formatter.scan(base, head)) {
        if (files.contains(entry.getNewPath())) {
          BitSet changed = new BitSet();
          for (Edit edit : formatter.toFileHeader(entry).toEditList()) {
            changed.set(edit.getBeginB() + 1, edit.getEndB() + 1);
          }
          lines.put(entry.getNewPath(), changed);
        }
      }
    } catch (IOException e) {
      throw GitProblems.unreadable("an object is damaged");
    }
    return new ChangedLines(lines);
  }

  /** Whether all lines from {@code first} to {@code last} are among them. */
  public boolean contains(String file, int first, int last) {
    BitSet changed = lines.get(file);
    return changed != null && first > 0 && changed.nextClearBit(first) > last;
  }
}
