package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.render.Rendering;
import java.io.InputStream;
import java.util.List;

/**
 * How to gather.
 *
 * @param limits how much of a file is read before it is refused
 * @param excludes globs of files and folders to leave aside, such as {@code **}{@code /values.yaml}
 * @param threads how many files are read at once
 * @param stdin what {@code -} reads
 * @param progress is told of each file
 * @param rendering how charts and overlays are rendered
 */
public record GatherOptions(
    Limits limits,
    List<String> excludes,
    int threads,
    InputStream stdin,
    Progress progress,
    Rendering rendering) {
  public static final GatherOptions DEFAULT =
      new GatherOptions(
          Limits.DEFAULT,
          List.of(),
          2,
          InputStream.nullInputStream(),
          Progress.NONE,
          Rendering.NONE);

  public GatherOptions {
    excludes = List.copyOf(excludes);
    if (threads < 1) {
      throw new IllegalArgumentException("reading takes a thread at least");
    }
  }

  public GatherOptions withLimits(Limits other) {
    return new GatherOptions(other, excludes, threads, stdin, progress, rendering);
  }

  public GatherOptions withExcludes(List<String> globs) {
    return new GatherOptions(limits, globs, threads, stdin, progress, rendering);
  }

  public GatherOptions withThreads(int count) {
    return new GatherOptions(limits, excludes, count, stdin, progress, rendering);
  }

  public GatherOptions withStdin(InputStream in) {
    return new GatherOptions(limits, excludes, threads, in, progress, rendering);
  }

  public GatherOptions withProgress(Progress listener) {
    return new GatherOptions(limits, excludes, threads, stdin, listener, rendering);
  }

  public GatherOptions withRendering(Rendering other) {
    return new GatherOptions(limits, excludes, threads, stdin, progress, other);
  }
}
