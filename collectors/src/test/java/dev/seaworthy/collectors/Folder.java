package dev.seaworthy.collectors;

import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of test input and what the built-in collectors make of it. */
public record Folder(Path root, GatherOptions options) {
  public static final Salt SALT =
      Salt.of("a salt of thirty-two bytes or so".getBytes(StandardCharsets.US_ASCII));

  public static Folder at(Path root) {
    return new Folder(root, GatherOptions.DEFAULT);
  }

  public Folder with(GatherOptions other) {
    return new Folder(root, other);
  }

  public Folder write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public Folder write(String name, byte[] bytes) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Snapshot gather(String... paths) {
    List<String> named = paths.length == 0 ? List.of(".") : List.of(paths);
    return gather(Request.of(named, root));
  }

  public Snapshot gather(Request request) {
    return new Gatherer(Collectors.all(SALT), options).gather(List.of(request));
  }

  /** {@code CODE file:line:column} of every gap but the one that says that nothing was read. */
  public static List<String> gaps(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .filter(gap -> !gap.problem().code().equals("NO_EVIDENCE"))
        .map(Folder::shown)
        .toList();
  }

  private static String shown(Gap gap) {
    return gap.problem().code() + " " + gap.location();
  }

  /** {@code kind subject} of every evidence. */
  public static List<String> evidence(Snapshot snapshot) {
    return snapshot.evidence().stream().map(one -> one.kind() + " " + one.subject()).toList();
  }
}
