package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.engine.evidence.Gap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was read of files whose content is known by a name, such as git gives it, for gatherings
 * that have most files in common: a file that was read under the same name and in the same way is
 * not read again. What lies beside a file is no part of its content, so that what was read with a
 * look at other files is not kept; neither is what could not be read in whole. For many threads.
 */
public final class SharedReadings {
  /**
   * A reading, with all that it depends on.
   *
   * @param content what names the file's bytes
   * @param name under which the file was read: evidence holds it
   * @param reader equal where collectors read alike
   */
  private record Key(String content, String name, Hints hints, Limits limits, Object reader) {}

  private final Map<String, String> contents = new ConcurrentHashMap<>();
  private final Map<Key, FileTask.Outcome> known = new ConcurrentHashMap<>();

  /**
   * Tells what files hold.
   *
   * @param byPath what names the bytes of each, by its real path; equal names are of equal bytes
   */
  public void tell(Map<String, String> byPath) {
    contents.putAll(byPath);
  }

  /** How many readings are kept. */
  public int size() {
    return known.size();
  }

  /**
   * What a file was read to be, or is.
   *
   * @param reader equal where collectors read alike
   * @param read reads it
   */
  FileTask.Outcome of(
      FileJob job, Limits limits, Object reader, Function<SourceFile, FileTask.Outcome> read) {
    String content = contents.get(job.identity());
    if (content == null || !job.hints().areTheirOwn()) {
      return read.apply(job.file());
    }
    Key key = new Key(content, job.file().name(), job.hints(), limits, reader);
    FileTask.Outcome before = known.get(key);
    if (before != null) {
      return before;
    }
    NotedFolder folder = new NotedFolder(job.file().folder());
    FileTask.Outcome outcome = read.apply(job.file().in(folder));
    boolean whole = outcome.observations().stream().noneMatch(Gap.class::isInstance);
    if (whole && !folder.asked) {
      known.put(key, outcome);
    }
    return outcome;
  }

  /** Notes whether anybody looked. One thread reads a file. */
  private static final class NotedFolder implements SourceFile.Folder {
    private final SourceFile.Folder folder;
    private boolean asked;

    NotedFolder(SourceFile.Folder folder) {
      this.folder = folder;
    }

    @Override
    public Optional<SourceFile> file(String name) {
      asked = true;
      return folder.file(name);
    }

    @Override
    public List<String> names(String below, int limit) throws IOException {
      asked = true;
      return folder.names(below, limit);
    }
  }
}
