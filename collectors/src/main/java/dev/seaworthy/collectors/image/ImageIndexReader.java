package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one image index of OCI or manifest list of Docker: the images that it offers by platform,
 * and what else it names (https://github.com/opencontainers/image-spec/blob/main/image-index.md).
 */
final class ImageIndexReader {
  /** What registries have to take; a longer one is no manifest. */
  static final int MAX_BYTES = 4 << 20;

  private static final int MAX_MANIFESTS = 1_000;
  private static final long SCHEMA = 2;
  private static final Set<String> TYPES =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  /** Of a manifest that is about another one of the index, as BuildKit writes provenance. */
  private static final String REFERENCE_TYPE = "vnd.docker.reference.type";

  private static final String REFERENCE_DIGEST = "vnd.docker.reference.digest";

  private final ReportStream stream;
  private final Digest digest;
  private final List<Map<String, Object>> platforms = new ArrayList<>();
  private final List<Map<String, Object>> attestations = new ArrayList<>();
  private final List<Map<String, Object>> artifacts = new ArrayList<>();
  private final List<String> indexes = new ArrayList<>();
  private String mediaType = "";
  private long schema = SCHEMA;
  private boolean listed;

  ImageIndexReader(ReportStream stream, Digest digest) {
    this.stream = stream;
    this.digest = digest;
  }

  /** Whether a document has the form of an index; its media type may be left out. */
  static boolean is(Tree.Mapping root) {
    String type = root.text("mediaType").orElse("");
    boolean listing = root.get("manifests").filter(Tree.Sequence.class::isInstance).isPresent();
    return TYPES.contains(type)
        || (type.isEmpty()
            && listing
            && root.get("schemaVersion").map(Tree::plain).stream()
                .anyMatch(Long.valueOf(SCHEMA)::equals));
  }

  void read() throws IOException {
    stream.object(this::field);
    if (schema != SCHEMA) {
      throw stream.invalid("is of schema version %d".formatted(schema));
    }
    if (!listed) {
      throw stream.invalid("has no `manifests`");
    }
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "schemaVersion" -> schema = stream.number();
      case "mediaType" -> mediaType = stream.text();
      case "manifests" -> {
        int[] count = {0};
        stream.array(
            () -> {
              if (count[0]++ < MAX_MANIFESTS) {
                manifest();
              }
            });
        listed = true;
        if (count[0] > MAX_MANIFESTS) {
          throw stream.invalid("names more than %,d manifests".formatted(MAX_MANIFESTS));
        }
      }
      default -> {}
    }
  }

  private void manifest() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    ImagePlatform[] platform = {ImagePlatform.UNTOLD};
    stream.object(
        field -> {
          switch (field) {
            case "mediaType", "artifactType", "digest" -> texts.put(field, stream.text());
            case "platform" -> platform[0] = ImagePlatform.read(stream);
            case "annotations" -> texts.putAll(stream.textsOf(REFERENCE_TYPE, REFERENCE_DIGEST));
            default -> {}
          }
        });
    String named = texts.getOrDefault("digest", "");
    if (!Digest.isWellFormed(named)) {
      throw stream.invalid("names no digest of SHA-256");
    }
    add(named, platform[0], texts);
  }

  /** An image by any platform that something could run counts as one, whatever is noted of it. */
  private void add(String named, ImagePlatform platform, Map<String, String> texts) {
    boolean runs = platform.isTold() && !platform.isUnknown();
    String about = texts.getOrDefault(REFERENCE_TYPE, "");
    String artifact = texts.getOrDefault("artifactType", "");
    if (TYPES.contains(texts.getOrDefault("mediaType", ""))) {
      indexes.add(named);
    } else if (!runs && !about.isEmpty()) {
      Map<String, Object> one = new LinkedHashMap<>(Map.of("digest", named, "type", about));
      TrivyReport.putIfAny(one, "of", texts.getOrDefault(REFERENCE_DIGEST, ""));
      attestations.add(one);
    } else if (!runs && !artifact.isEmpty()) {
      artifacts.add(Map.of("digest", named, "type", artifact));
    } else {
      Map<String, Object> one = new LinkedHashMap<>(platform.toTree());
      one.put("digest", named);
      one.put("platform", platform.toString());
      platforms.add(one);
    }
  }

  /** The evidence, of what could be read. */
  List<Observation> observations(ScanSource source) {
    if (!listed) {
      return List.of();
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("digest", digest.toString());
    TrivyReport.putIfAny(content, "mediaType", mediaType);
    content.put("platforms", platforms);
    content.put("attestations", attestations);
    content.put("artifacts", artifacts);
    content.put("indexes", indexes);
    return List.of(
        source.evidence(
            EvidenceKinds.IMAGE_INDEX,
            Subject.of("ImageIndex", digest.toString()),
            content,
            Map.of("", stream.mark())));
  }
}
