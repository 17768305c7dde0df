package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.Descriptor.Placed;
import dev.seaworthy.cli.descriptor.DescriptorReader;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.descriptor.WaiversReader;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Waiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The waivers that a repository keeps in {@value #FOLDER} and those of a release descriptor, with
 * the place of each. Files there that are not Seaworthy's are passed over.
 */
public final class WaiverFiles {
  public static final String FOLDER = "waivers";

  private static final String OURS = "seaworthy.dev/";
  private static final int MAX_BYTES = 1 << 20;
  private static final int MOST_FILES = 100;
  private static final int MOST_WAIVERS = 1_000;

  /**
   * A release descriptor.
   *
   * @param name from the root of the repository
   */
  public record ReleaseFile(String name, Descriptor descriptor) {
    private Stream<Held> waivers() {
      return descriptor.waivers().stream().map(one -> held(name, one));
    }
  }

  /** A waiver and where it stands. */
  public record Held(Waiver waiver, Location at) {}

  /**
   * What was read.
   *
   * @param kept in files of their own
   * @param release a release descriptor, where there is one that can be read
   * @param mistakes in files of waivers, none of whose waivers count; those of a descriptor are for
   *     its check to tell
   */
  public record Read(List<Held> kept, Optional<ReleaseFile> release, List<Diagnostic> mistakes) {
    public Read {
      kept = List.copyOf(kept);
      mistakes = List.copyOf(mistakes);
    }

    /** Those in files of their own, and those in the release descriptor. */
    public Stream<Held> all() {
      return Stream.concat(kept.stream(), release.stream().flatMap(ReleaseFile::waivers));
    }
  }

  private final Path root;
  private final List<Held> kept = new ArrayList<>();
  private final List<Diagnostic> mistakes = new ArrayList<>();

  private WaiverFiles(Path root) {
    this.root = root;
  }

  /**
   * Reads.
   *
   * @param root of the repository's files
   * @param sources that a descriptor may be among; empty where there is nothing to judge
   */
  public static Read in(Path root, List<String> sources) {
    WaiverFiles files = new WaiverFiles(root);
    files.files().forEach(files::file);
    if (files.kept.size() > MOST_WAIVERS) {
      files.refuse(FOLDER, "`%s` holds more than %d waivers".formatted(FOLDER, MOST_WAIVERS));
      files.kept.clear();
    }
    return new Read(files.kept, files.release(sources), files.mistakes);
  }

  private List<String> files() {
    Path folder = root.resolve(FOLDER);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> names =
          entries
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.matches("(?s).*\\.ya?ml"))
              .sorted()
              .map(name -> FOLDER + "/" + name)
              .toList();
      if (names.size() > MOST_FILES) {
        refuse(FOLDER, "`%s` holds more than %d files".formatted(FOLDER, MOST_FILES));
        return List.of();
      }
      return names;
    } catch (IOException | java.io.UncheckedIOException e) {
      refuse(FOLDER, "`%s` cannot be read".formatted(FOLDER));
      return List.of();
    }
  }

  private void file(String name) {
    byte[] bytes;
    try {
      bytes = InputFile.bytes(root.resolve(name), MAX_BYTES);
    } catch (ConfigurationException e) {
      refuse(name, "`%s` has more than %d bytes, or cannot be read".formatted(name, MAX_BYTES));
      return;
    }
    if (!new String(bytes, StandardCharsets.ISO_8859_1).contains(OURS)) {
      return;
    }
    Diagnostics diagnostics = new Diagnostics(name);
    Optional<Tree> tree = OneDocument.waivers(name, bytes, diagnostics);
    List<Placed<Waiver>> found =
        tree.isPresent() ? new WaiversReader(diagnostics).readPlaced(tree.get()) : List.of();
    if (diagnostics.hasErrors()) {
      mistakes.addAll(diagnostics.all());
    } else {
      found.forEach(one -> kept.add(held(name, one)));
    }
  }

  private Optional<ReleaseFile> release(List<String> sources) {
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    Sources confined = new Sources(sources, Optional.empty(), root);
    Optional<String> file = TargetReader.descriptorAmong(confined).map(Path::toString);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    // The check reads it again, and tells what is wrong with it.
    Diagnostics unheard = new Diagnostics(file.get());
    try {
      byte[] bytes = InputFile.bytes(root.resolve(file.get()), MAX_BYTES);
      return OneDocument.release(file.get(), bytes, unheard)
          .map(tree -> new DescriptorReader(Set.of(), unheard).read(tree))
          .map(one -> new ReleaseFile(file.get(), one));
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  private static Held held(String file, Placed<Waiver> placed) {
    return new Held(placed.value(), new Location(file, placed.at().line(), placed.at().column()));
  }

  private void refuse(String file, String why) {
    mistakes.add(
        new Diagnostic(
            Diagnostic.Level.ERROR,
            Location.of(file),
            new Problem("BAD_WAIVERS", why, "keep fewer or smaller files of waivers there")));
  }
}
