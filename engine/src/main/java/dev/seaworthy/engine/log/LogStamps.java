package dev.seaworthy.engine.log;

import dev.seaworthy.engine.disk.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The time stamps of a log, beside its checkpoint: in {@code stamps/SIZE} the checkpoint over so
 * many entries and, numbered from 1, its time stamps. Log and key know nothing of them; what they
 * are worth is for who verifies them.
 */
public final class LogStamps {
  private static final String FOLDER = "stamps";
  private static final String SUFFIX = ".tsr";
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,18}");

  private final LogFiles files;
  private final Path folder;

  /** Those of the log in {@code folder}, which need not have any. */
  public LogStamps(Path folder) {
    this.files = new LogFiles(folder);
    this.folder = folder.resolve(FOLDER);
  }

  /**
   * The log's checkpoint as it is signed now, if it is over any entries and has no time stamp yet.
   *
   * @throws LogException if it cannot be read
   */
  public Optional<String> unstamped() throws LogException {
    Optional<String> note = files.checkpoint();
    if (note.isEmpty()) {
      return note;
    }
    long size = size(note.get());
    return note.filter(there -> size > 0 && !Files.exists(checkpoint(size)));
  }

  /**
   * Keeps a checkpoint with its time stamps.
   *
   * @param stamps at least one, each a whole TimeStampResp
   * @return how many entries they are about
   * @throws LogException if the disk does not take them
   */
  public long keep(String note, List<byte[]> stamps) throws LogException {
    StampedCheckpoint kept = new StampedCheckpoint(size(note), note, stamps);
    Path place = place(kept.size());
    try {
      Files.createDirectories(place);
      for (int i = 0; i < stamps.size(); i++) {
        WholeFile.write(stamp(place, i), kept.stamps().get(i));
      }
      // The last: where it is, the others are.
      WholeFile.write(checkpoint(kept.size()), kept.stamped());
      return kept.size();
    } catch (IOException e) {
      throw LogProblems.unwritable(place);
    }
  }

  /**
   * How many entries were under each checkpoint that has time stamps, the fewest first.
   *
   * @throws LogException if they cannot be read
   */
  public List<Long> sizes() throws LogException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> String.valueOf(path.getFileName()))
          .filter(name -> SIZE.matcher(name).matches())
          .map(Long::parseLong)
          .filter(size -> Files.exists(checkpoint(size)))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      throw LogProblems.unreadable(folder);
    }
  }

  /**
   * A checkpoint with its time stamps.
   *
   * @param size one of {@link #sizes}
   * @throws LogException if they cannot be read
   */
  public StampedCheckpoint of(long size) throws LogException {
    byte[] note =
        LogFiles.read(checkpoint(size))
            .orElseThrow(() -> LogProblems.damaged(checkpoint(size), "is missing"));
    List<byte[]> stamps = new ArrayList<>();
    Optional<byte[]> next = LogFiles.read(stamp(place(size), 0));
    while (next.isPresent()) {
      stamps.add(next.get());
      next = LogFiles.read(stamp(place(size), stamps.size()));
    }
    if (stamps.isEmpty()) {
      throw LogProblems.damaged(place(size), "has lost its time stamps");
    }
    return new StampedCheckpoint(size, new String(note, StandardCharsets.UTF_8), stamps);
  }

  private static long size(String note) throws LogException {
    return Checkpoint.parse(SignedNote.parse(note).text()).size();
  }

  private Path place(long size) {
    return folder.resolve(Long.toString(size));
  }

  private Path checkpoint(long size) {
    return place(size).resolve(LogFiles.CHECKPOINT);
  }

  private static Path stamp(Path place, int at) {
    return place.resolve((at + 1) + SUFFIX);
  }
}
