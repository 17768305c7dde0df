package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.StrictTree;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.image.ImageIndexFile;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The OCI image layout that {@code cosign save} writes: what is signed lies in the layers of
 * manifests of its own, which the index names, or which refer to the image
 * (https://github.com/opencontainers/image-spec/blob/main/image-layout.md).
 */
final class ImageLayout {
  private static final String BLOBS = "blobs/sha256";
  private static final String SIMPLE = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String DSSE = "application/vnd.dsse.envelope.v1+json";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final int MAX_BLOBS = 10_000;
  private static final int MAX_MANIFEST_BYTES = 4 << 20;
  private static final int MAX_LAYER_BYTES = 64 << 20;

  private final SourceFile index;
  private final Trust trust;
  private final Place place;
  private final List<Observation> observations = new ArrayList<>();

  ImageLayout(SourceFile index, Trust trust, Place place) {
    this.index = index;
    this.trust = trust;
    this.place = place;
  }

  static boolean is(Tree.Mapping root) {
    return ImageIndexFile.isIndex(root);
  }

  /**
   * Everything signed in the layout. Manifests that refer to an image are not in the index, so all
   * blobs are looked at.
   */
  List<Observation> observations(Tree.Mapping root) {
    try {
      List<String> names = index.folder().names(BLOBS, MAX_BLOBS + 1);
      if (names.size() > MAX_BLOBS) {
        return List.of(gap("it has more than %d blobs".formatted(MAX_BLOBS)));
      }
      Set<String> known = Set.copyOf(names);
      for (Tree item : root.items("manifests")) {
        requireBlob(item, known);
      }
      int document = 0;
      for (String name : names) {
        document = manifest(name, document);
      }
    } catch (IOException e) {
      observations.add(gap("the folder `%s` cannot be read".formatted(BLOBS)));
    }
    return observations;
  }

  private void requireBlob(Tree item, Set<String> names) {
    String digest = item.asMapping().flatMap(one -> one.text("digest")).orElse("");
    if (!names.contains(blobOf(digest))) {
      observations.add(gap("it has no blob `%s`".formatted(digest)));
    }
  }

  /** What the blob of a digest is called; empty where it is no digest of SHA-256. */
  private static String blobOf(String digest) {
    return Digest.isWellFormed(digest) ? Digest.parse(digest).hex() : "";
  }

  /** Reads a blob that is a manifest; others are none of our business. */
  private int manifest(String name, int document) throws IOException {
    Optional<byte[]> bytes = blob(name, MAX_MANIFEST_BYTES);
    if (bytes.isEmpty()) {
      return document;
    }
    Optional<Tree.Mapping> read = object(bytes.get());
    int next = document;
    if (read.isPresent()) {
      Digest digest = Digest.of(bytes.get());
      List<Observation> index = ImageIndexFile.ofBlob(place.file(), document, read.get(), digest);
      observations.addAll(index);
      next += index.isEmpty() ? 0 : 1;
    }
    for (Tree layer : layers(read)) {
      Members members = new Members(layer.asMapping().orElseThrow(), "a layer");
      String type = members.object().text("mediaType").orElse("");
      if (type.equals(SIMPLE) || type.equals(DSSE) || type.startsWith(BUNDLE)) {
        layer(members, type, new Place(place.file(), next++, place.at()));
      }
    }
    return next;
  }

  private static Optional<Tree.Mapping> object(byte[] bytes) {
    try {
      return StrictTree.read(bytes).asMapping();
    } catch (NotCanonicalException e) {
      return Optional.empty();
    }
  }

  private static List<Tree> layers(Optional<Tree.Mapping> manifest) {
    return manifest.stream()
        .flatMap(root -> root.items("layers").stream())
        .filter(layer -> layer.asMapping().isPresent())
        .toList();
  }

  private void layer(Members layer, String type, Place at) throws IOException {
    try {
      String digest = layer.text("digest");
      byte[] bytes =
          blob(blobOf(digest), MAX_LAYER_BYTES)
              .orElseThrow(() -> new Refusal("no-blob", "the layout has no whole blob " + digest));
      observations.addAll(new Attestation(trust, at).observations(signed(layer, type, bytes)));
    } catch (NotCanonicalException e) {
      Refusal why = new Refusal("not-json", String.valueOf(e.getMessage()));
      observations.add(at.gap(AttestationProblems.invalid(at.file(), why)));
    } catch (Refusal e) {
      observations.add(at.gap(AttestationProblems.invalid(at.file(), e)));
    }
  }

  private static Signed signed(Members layer, String type, byte[] bytes) throws Refusal {
    if (!type.equals(SIMPLE)) {
      return AttestationFile.signed(StrictTree.read(bytes));
    }
    byte[] signature = layer.object("annotations").bytes(SIGNATURE);
    return Signed.bare("cosign-signature", new SimpleSignature(bytes, signature), "");
  }

  /** A blob whose bytes have the digest that it is called by; empty where it is too large. */
  private Optional<byte[]> blob(String name, int limit) throws IOException {
    Optional<SourceFile> file = index.folder().file(BLOBS + "/" + name);
    if (name.isEmpty() || file.isEmpty() || file.get().size() > limit) {
      return Optional.empty();
    }
    try (InputStream in = file.get().open()) {
      byte[] bytes = in.readNBytes(limit);
      if (Digest.of(bytes).hex().equals(name)) {
        return Optional.of(bytes);
      }
    }
    observations.add(gap("the blob `%s` has another digest".formatted(name)));
    return Optional.empty();
  }

  private Observation gap(String why) {
    return place.layoutGap(AttestationProblems.layout(index.name(), why));
  }
}
