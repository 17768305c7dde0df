package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.render.Rendering;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How to gather.
 *
 * @param limits how much of a file is read before it is refused
 * @param excludes globs of files and folders to leave aside, such as {@code **}{@code /values.yaml}
 * @param threads how many files are read at once
 * @param stdin what {@code -} reads
 * @param progress is told of each file
 * @param rendering how charts and overlays are rendered
 * @param replaced content to read in place of a file's own, by the real path of the file
 * @param now the time at which what has an end, such as an entry of an ignore file, has ended or
 *     not
 */
public record GatherOptions(
    Limits limits,
    List<String> excludes,
    int threads,
    InputStream stdin,
    Progress progress,
    Rendering rendering,
    Map<String, byte[]> replaced,
    Instant now) {
  public static final GatherOptions DEFAULT =
      new GatherOptions(
          Limits.DEFAULT,
          List.of(),
          2,
          InputStream.nullInputStream(),
          Progress.NONE,
          Rendering.NONE,
          Map.of(),
          // Later than any end: what has one does not count until a time is told.
          Instant.MAX);

  public GatherOptions {
    excludes = List.copyOf(excludes);
    replaced = Map.copyOf(replaced);
    if (threads < 1) {
      throw new IllegalArgumentException("reading takes a thread at least");
    }
  }

  public GatherOptions withLimits(Limits other) {
    return new GatherOptions(other, excludes, threads, stdin, progress, rendering, replaced, now);
  }

  public GatherOptions withExcludes(List<String> globs) {
    return new GatherOptions(limits, globs, threads, stdin, progress, rendering, replaced, now);
  }

  public GatherOptions withThreads(int count) {
    return new GatherOptions(limits, excludes, count, stdin, progress, rendering, replaced, now);
  }

  public GatherOptions withStdin(InputStream in) {
    return new GatherOptions(limits, excludes, threads, in, progress, rendering, replaced, now);
  }

  public GatherOptions withProgress(Progress listener) {
    return new GatherOptions(limits, excludes, threads, stdin, listener, rendering, replaced, now);
  }

  public GatherOptions withRendering(Rendering other) {
    return new GatherOptions(limits, excludes, threads, stdin, progress, other, replaced, now);
  }

  public GatherOptions withReplaced(Map<String, byte[]> contents) {
    return new GatherOptions(limits, excludes, threads, stdin, progress, rendering, contents, now);
  }

  public GatherOptions withNow(Instant time) {
    return new GatherOptions(limits, excludes, threads, stdin, progress, rendering, replaced, time);
  }
}
