package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.StrictTree;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads image indexes from the bytes that a registry holds: an index is named by their digest, so
 * one that was written anew, with other blanks, is another.
 */
public final class ImageIndexFile {
  static final ReportForm FORM =
      new ReportForm(
          "image index",
          "INVALID_IMAGE_INDEX",
          "fetch it again and keep every byte: `crane manifest IMAGE > FILE.json`");

  /** A digest that a file is called by. */
  private static final Pattern CLAIM = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

  private static final String LAYOUT_INDEX = "index.json";
  private static final String LAYOUT_BLOBS = "blobs/sha256";

  private ImageIndexFile() {}

  /** Whether a document has the form of an index, alone or at the root of an image layout. */
  public static boolean isIndex(Tree.Mapping root) {
    return ImageIndexReader.is(root);
  }

  /** Whether a file is what an OCI image layout is found by: no registry has it. */
  public static boolean isLayout(SourceFile file) {
    String own = file.name().substring(file.name().lastIndexOf('/') + 1);
    if (!own.equals(LAYOUT_INDEX)) {
      return false;
    }
    try {
      return file.folder().file("oci-layout").isPresent()
          || !file.folder().names(LAYOUT_BLOBS, 1).isEmpty();
    } catch (IOException e) {
      // Whoever reads the layout says so.
      return true;
    }
  }

  /** What the file of one index says. */
  static List<Observation> collect(SourceFile file, int document, Tree root) {
    try (InputStream in = file.open()) {
      byte[] bytes = in.readNBytes(ImageIndexReader.MAX_BYTES + 1);
      return bytes.length > ImageIndexReader.MAX_BYTES
          ? List.of(tooLarge(file, document))
          : collect(file.name(), document, root, bytes);
    } catch (IOException e) {
      return List.of(gap(file.name(), document, "the system refuses it", new Tree.Mark(0, 0)));
    }
  }

  static Gap tooLarge(SourceFile file, int document) {
    String why = "it is larger than %,d bytes".formatted(ImageIndexReader.MAX_BYTES);
    return gap(file.name(), document, why, new Tree.Mark(0, 0));
  }

  private static List<Observation> collect(String file, int document, Tree root, byte[] bytes) {
    Digest digest = Digest.of(bytes);
    Matcher claim = CLAIM.matcher(file.substring(file.lastIndexOf('/') + 1));
    if (claim.find() && !claim.group().equals(digest.hex())) {
      String why = "it is called by a digest, and its bytes have `%s`".formatted(digest);
      return List.of(gap(file, document, why, new Tree.Mark(0, 0)));
    }
    try {
      StrictTree.read(bytes);
    } catch (NotCanonicalException e) {
      Tree.Mark at = new Tree.Mark(Math.max(0, e.line()), Math.max(0, e.column()));
      return List.of(gap(file, document, String.valueOf(e.getMessage()), at));
    }
    return read(file, document, root, digest);
  }

  /**
   * The index that a blob of a layout is; nothing if it is something else.
   *
   * @param file that the layout was found by
   * @param blob read as a tree
   * @param digest of its bytes
   */
  public static List<Observation> ofBlob(
      String file, int document, Tree.Mapping blob, Digest digest) {
    return ImageIndexReader.is(blob) ? read(file, document, blob, digest) : List.of();
  }

  private static List<Observation> read(String file, int document, Tree root, Digest digest) {
    ScanFaults faults = new ScanFaults();
    ImageIndexReader reader = new ImageIndexReader(new TreeReportStream(root, faults), digest);
    try {
      faults.attempt(reader::read);
    } catch (IOException e) {
      throw new IllegalStateException("a tree is read without input", e);
    }
    List<Observation> all = new ArrayList<>();
    for (InvalidScanException fault : faults.told()) {
      all.add(gap(file, document, fault.reason(), new Tree.Mark(fault.line(), fault.column())));
    }
    all.addAll(reader.observations(ScanSource.of(file, document, FORM)));
    return all;
  }

  private static Gap gap(String file, int document, String why, Tree.Mark at) {
    return new Gap(
        ImageProblems.invalid(file, FORM, why),
        ScanSource.of(file, document, FORM).source(),
        new Location(file, at.line(), at.column()),
        List.of(EvidenceKinds.IMAGE_INDEX));
  }
}
