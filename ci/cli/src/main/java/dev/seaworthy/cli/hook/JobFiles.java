package dev.seaworthy.cli.hook;

import dev.seaworthy.engine.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Jobs on disk, a file each. A file is written beside its place, forced and renamed, so that it is
 * there whole or not at all; what else is found is put aside and told.
 */
final class JobFiles {
  private static final String NAME = "[0-9]{19}\\.job";
  private static final long MOST_BYTES = 16_384;

  private final Path folder;
  private final Path aside;

  private JobFiles(Path folder, Path aside) {
    this.folder = folder;
    this.aside = aside;
  }

  /** Those below {@code state}. */
  static JobFiles in(Path state) throws IOException {
    return new JobFiles(
        Files.createDirectories(state.resolve("queue")),
        Files.createDirectories(state.resolve("aside")));
  }

  /** All jobs, the oldest first. */
  List<HookJob> read(Consumer<Path> setAside) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.sorted().toList();
    }
    List<HookJob> jobs = new ArrayList<>();
    for (Path file : files) {
      Optional<HookJob> job = job(file);
      if (job.isPresent()) {
        jobs.add(job.get());
      } else {
        setAside.accept(putAside(file));
      }
    }
    return jobs;
  }

  private Optional<HookJob> job(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!name.matches(NAME)
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) > MOST_BYTES) {
      return Optional.empty();
    }
    return HookJob.of(Files.readAllBytes(file)).filter(job -> name(job).equals(name));
  }

  private Path putAside(Path file) throws IOException {
    Path to = aside.resolve(String.valueOf(file.getFileName()));
    return Files.move(file, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Once this returns, the job outlives the process and the machine. */
  void write(HookJob job) throws IOException {
    WholeFile.write(folder.resolve(name(job)), job.toRecord());
  }

  /** A job that comes back after a crash is done once more, which changes nothing. */
  void delete(HookJob job) throws IOException {
    Files.deleteIfExists(folder.resolve(name(job)));
  }

  private static String name(HookJob job) {
    return "%019d.job".formatted(job.sequence());
  }
}
