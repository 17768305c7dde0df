package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.Digest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An image, or another thing that was scanned, as a VEX document may name it.
 *
 * @param digests of its manifest
 * @param references its name and tags
 * @param ids its package URLs and other names, where a bill of materials tells
 */
record ScannedArtifact(Set<String> digests, Set<String> references, List<String> ids) {
  private static final String DOCKER_HUB = "index.docker.io";

  ScannedArtifact {
    digests = Set.copyOf(digests);
    references = Set.copyOf(references);
    ids = List.copyOf(ids);
  }

  /**
   * An image as evidence has it.
   *
   * @param digests of its manifest: of a daemon's own image there is none, of others often many
   */
  static Map<String, Object> tree(String name, List<String> tags, List<String> digests) {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("name", name);
    image.put("tags", tags);
    image.put("digests", digests);
    if (digests.size() == 1) {
      image.put("digest", digests.get(0));
    }
    return image;
  }

  /** Of the {@code image} of a scan's evidence. */
  static ScannedArtifact of(JsonNode image) {
    Set<String> digests = new HashSet<>(VexProduct.texts(image.path("digests")));
    Set<String> references = new HashSet<>(VexProduct.texts(image.path("tags")));
    String name = image.path("name").asText();
    references.add(name);
    digests.add(image.path("digest").asText());
    digests.add(name.substring(name.indexOf('@') + 1));
    digests.removeIf(text -> !Digest.isWellFormed(text));
    return new ScannedArtifact(digests, references, VexProduct.texts(image.path("ids")));
  }

  /** Whether a product of a statement is this: by its digest, or by its package URL. */
  boolean isNamed(String id) {
    Optional<PackageUrl> purl = PackageUrl.of(id);
    if (ids.contains(id)) {
      return true;
    }
    if (purl.isEmpty()) {
      return digests.contains(id.substring(id.indexOf('@') + 1));
    }
    PackageUrl named = purl.get();
    return isImage(named)
        || ids.stream().flatMap(own -> PackageUrl.of(own).stream()).anyMatch(named::covers);
  }

  private boolean isImage(PackageUrl purl) {
    boolean docker = purl.type().equals("docker");
    if (!docker && !purl.type().equals("oci")) {
      return false;
    }
    boolean byDigest = purl.version().contains(":");
    String tag = docker && !byDigest ? purl.version() : purl.qualifiers().getOrDefault("tag", "");
    // The same bytes may lie under other names.
    return byDigest
        ? digests.contains(purl.version())
        : references.stream().map(Reference::of).anyMatch(one -> one.isNamed(purl, tag));
  }

  /**
   * Where an image lies.
   *
   * @param tag empty where it is named without one
   */
  record Reference(String registry, String path, String tag) {
    static Reference of(String text) {
      String name = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
      int slash = name.indexOf('/');
      String first = slash < 0 ? "" : name.substring(0, slash);
      boolean hosted = first.contains(".") || first.contains(":") || first.equals("localhost");
      String rest = hosted ? name.substring(slash + 1) : name;
      int colon = rest.lastIndexOf(':');
      String path = colon < 0 ? rest : rest.substring(0, colon);
      String registry = hosted ? first.replaceFirst("^docker\\.io$", DOCKER_HUB) : DOCKER_HUB;
      return new Reference(
          registry,
          registry.equals(DOCKER_HUB) && !path.contains("/") ? "library/" + path : path,
          colon < 0 ? "" : rest.substring(colon + 1));
    }

    boolean isNamed(PackageUrl purl, String wantedTag) {
      return path.substring(path.lastIndexOf('/') + 1).equalsIgnoreCase(purl.name())
          && (purl.namespace().isEmpty()
              || path.equalsIgnoreCase(purl.namespace() + "/" + purl.name()))
          && (wantedTag.isEmpty() || tag.equals(wantedTag))
          && isAt(purl);
    }

    /** {@code repository_url} is with the name, as Trivy writes it, or without, as others do. */
    private boolean isAt(PackageUrl purl) {
      String url = purl.qualifiers().getOrDefault("repository_url", "");
      if (url.isEmpty()) {
        return true;
      }
      String place = url.replaceFirst("^https?://", "").replaceFirst("/+$", "");
      String own = registry + "/" + path;
      return Stream.of(place, place + "/" + purl.name())
              .map(one -> one.replaceFirst("^docker\\.io/", DOCKER_HUB + "/"))
              .anyMatch(one -> one.equalsIgnoreCase(own))
          || place.equalsIgnoreCase(registry);
    }
  }
}
