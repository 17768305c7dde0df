package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code Metadata}: what a report says about the image and not about its faults. */
final class ScanMetadata {
  /** What an image's configuration says of where it runs. */
  private static final Set<String> MACHINE = Set.of("os", "architecture", "variant");

  private final List<String> tags = new ArrayList<>();
  private final List<String> digests = new ArrayList<>();
  private final TreeSet<String> references = new TreeSet<>();
  private final TreeSet<String> imageIds = new TreeSet<>();
  private final Map<String, Object> os = new LinkedHashMap<>();
  private final Map<String, Object> config = new LinkedHashMap<>();
  private final Map<String, String> machine = new TreeMap<>();
  private int images;

  /** Reads what one image is. */
  void read(ReportStream stream) throws IOException {
    images++;
    stream.object(field -> field(field, stream));
  }

  /**
   * Takes over what a further image of a resource is. What they run as is told of one image alone;
   * that a system is out of support counts for all.
   */
  void absorb(ScanMetadata other) {
    images += other.images;
    other.tags.forEach(this::tag);
    other.references.forEach(this::digest);
    imageIds.addAll(other.imageIds);
    if (images > 1) {
      config.clear();
    } else {
      config.putAll(other.config);
      machine.putAll(other.machine);
    }
    boolean ended = Boolean.TRUE.equals(other.os.get("endOfSupport"));
    other.os.forEach((key, told) -> os.merge(key, told, (own, more) -> ended ? more : own));
  }

  private void field(String field, ReportStream stream) throws IOException {
    switch (field) {
      case "RepoTags" -> stream.texts().forEach(this::tag);
      case "ImageID" -> imageIds.add(stream.text());
      case "RepoDigests" -> stream.texts().forEach(this::digest);
      case "OS" -> readSystem(stream);
      case "ImageConfig" -> stream.object(inner -> imageConfig(inner, stream));
      default -> {}
    }
  }

  private void tag(String tag) {
    if (!tags.contains(tag)) {
      tags.add(tag);
    }
  }

  private void digest(String reference) {
    references.add(reference);
    String digest = reference.substring(reference.indexOf('@') + 1);
    if (Digest.isWellFormed(digest) && !digests.contains(digest)) {
      digests.add(digest);
    }
  }

  /** Reads the operating system an image is built on. */
  void readSystem(ReportStream stream) throws IOException {
    stream.object(inner -> operatingSystem(inner, stream));
  }

  /**
   * Takes the operating system from a report that does not say whether it is supported.
   *
   * @param told {@code family} and {@code name}, those that are known
   */
  void system(Map<String, String> told) {
    if (!told.isEmpty()) {
      os.putIfAbsent("endOfSupport", false);
      os.putAll(told);
    }
  }

  /** Reads an image's configuration as registries have it. */
  void readConfig(ReportStream stream) throws IOException {
    stream.requireObject();
    stream.object(inner -> imageConfig(inner, stream));
  }

  /** Takes over the configuration that was read apart. */
  void absorbConfig(ScanMetadata other) {
    config.putAll(other.config);
    machine.putAll(other.machine);
  }

  /** Takes over the operating system that another report about the same image names. */
  void absorbSystem(ScanMetadata other) {
    other.os.forEach(os::putIfAbsent);
  }

  /** What an object says that names its image otherwise; either may be empty. */
  void name(String tag, String digest) {
    if (!tag.isEmpty()) {
      tag(tag);
    }
    if (!digest.isEmpty()) {
      digest(digest);
    }
  }

  private void operatingSystem(String field, ReportStream stream) throws IOException {
    os.putIfAbsent("endOfSupport", false);
    switch (field) {
      case "Family", "family" -> os.put("family", stream.text());
      case "Name", "name" -> os.put("name", stream.text());
      case "EOSL", "eosl" -> os.put("endOfSupport", stream.flag());
      default -> {}
    }
  }

  private void imageConfig(String field, ReportStream stream) throws IOException {
    if (field.equals("created")) {
      ScanTime.epochSeconds(stream).ifPresent(seconds -> config.put("created", seconds));
    } else if (field.equals("config")) {
      // No user in an image's configuration is root: that it was looked at must be told.
      config.putIfAbsent("user", "");
      stream.object(inner -> processConfig(inner, stream));
    } else if (field.equals("history")) {
      history(stream);
    } else if (MACHINE.contains(field)) {
      machine.put(field, stream.text());
    }
  }

  private void history(ReportStream stream) throws IOException {
    int[] steps = {0};
    boolean[] cachelessPip = {false};
    List<Map<String, Object>> telling = new ArrayList<>();
    stream.array(
        () ->
            stream.object(
                field -> {
                  if (field.equals("created_by")) {
                    String command = stream.text();
                    cachelessPip[0] |= ImageStep.turnsPipCacheOff(command);
                    ImageStep.of(command, cachelessPip[0])
                        .toTree(steps[0]++)
                        .ifPresent(telling::add);
                  }
                }));
    config.put("steps", steps[0]);
    config.put("history", telling);
  }

  private void processConfig(String field, ReportStream stream) throws IOException {
    if (field.equals("User")) {
      config.put("user", stream.text());
    } else if (field.equals("Entrypoint")) {
      List<String> entrypoint = stream.texts();
      if (!entrypoint.isEmpty()) {
        config.put("entrypoint", entrypoint);
      }
    }
  }

  /** How many images were read of. */
  int images() {
    return images;
  }

  boolean namesAnImage() {
    return !tags.isEmpty() || !references.isEmpty() || !imageIds.isEmpty();
  }

  /** A tag of the image, else a reference by digest. */
  Optional<String> firstReference() {
    return tags.isEmpty() ? references.stream().findFirst() : Optional.of(tags.get(0));
  }

  /** The same for two scans of the same bytes; empty where the report does not tell. */
  String identity() {
    return digests.isEmpty()
        ? String.join(" ", imageIds)
        : String.join(" ", new TreeSet<>(digests));
  }

  /** An image of a local daemon was never pushed and has no digest of a manifest. */
  Map<String, Object> image(String name) {
    return ScannedArtifact.tree(name, tags, digests);
  }

  Optional<Map<String, Object>> os() {
    os.putIfAbsent("family", "");
    os.putIfAbsent("name", "");
    return os.containsKey("endOfSupport") ? Optional.of(os) : Optional.empty();
  }

  /** What machine the image is for; untold where several images were scanned as one. */
  ImagePlatform platform() {
    return images > 1 ? ImagePlatform.UNTOLD : ImagePlatform.of(machine);
  }

  Optional<Map<String, Object>> config() {
    return config.isEmpty() ? Optional.empty() : Optional.of(config);
  }
}
