package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.json.Digest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a bill of materials says that it is a bill of: by which digests and tags it is known. */
final class BillRoot {
  private final Set<String> ids = new LinkedHashSet<>();
  private final Set<String> digests = new LinkedHashSet<>();
  private final Set<String> tags = new LinkedHashSet<>();
  private String name = "";
  private boolean isImage;

  void named(String told) {
    name = told;
  }

  String name() {
    return name;
  }

  /**
   * What is known of it, as of any component.
   *
   * @param texts {@code name}, {@code type}, {@code version} and {@code purl}, those that are known
   */
  void component(Map<String, String> texts) {
    named(texts.getOrDefault("name", ""));
    type(texts.getOrDefault("type", ""));
    version(texts.getOrDefault("version", ""));
    purl(texts.getOrDefault("purl", ""));
  }

  /** Scanners and builders write images as {@code container}. */
  void type(String type) {
    isImage |= type.equalsIgnoreCase("container");
  }

  /** Syft writes the digest of the manifest as the version. */
  void version(String version) {
    digest(version);
  }

  void digest(String text) {
    String digest = text.substring(text.indexOf('@') + 1);
    if (Digest.isWellFormed(digest)) {
      digests.add(digest);
    }
  }

  void tag(String reference) {
    if (!reference.isEmpty()) {
      tags.add(reference);
    }
  }

  /** A package URL of an image names its digest, and often its registry and tag. */
  void purl(String text) {
    if (text.isEmpty()) {
      return;
    }
    ids.add(text);
    PackageUrl.of(text)
        .filter(purl -> purl.type().equals("oci") || purl.type().equals("docker"))
        .ifPresent(this::image);
  }

  private void image(PackageUrl purl) {
    isImage = true;
    digest(purl.version());
    String place = purl.qualifiers().getOrDefault("repository_url", "");
    String tag = purl.qualifiers().getOrDefault("tag", "");
    if (!place.isEmpty() && !tag.isEmpty()) {
      boolean whole = place.endsWith("/" + purl.name());
      tag((whole ? place : place + "/" + purl.name()) + ":" + tag);
    }
  }

  /** What tools note beside it: Trivy in properties, or as text {@code RepoDigest: …}. */
  void note(String key, String value) {
    if (key.endsWith("RepoDigest")) {
      digest(value);
    } else if (key.endsWith("RepoTag")) {
      tag(value);
    }
  }

  /** The same of a note that is one text. */
  void note(String text) {
    int colon = text.indexOf(": ");
    if (colon > 0) {
      note(text.substring(0, colon), text.substring(colon + 2));
    }
  }

  /**
   * How others may name it.
   *
   * @param serial of the document; a document without one is known by its file
   */
  List<String> ids(String serial, ScanSource source) {
    List<String> all = new ArrayList<>(ids);
    all.add(serial.isEmpty() ? "bom:" + source.file() : serial);
    return List.copyOf(all);
  }

  /** The image, as scans tell theirs; empty where it is none. */
  Optional<Map<String, Object>> toTree() {
    if (!isImage && digests.isEmpty() && tags.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(ScannedArtifact.tree(name, List.copyOf(tags), List.copyOf(digests)));
  }
}
