package dev.seaworthy.cli.policy;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import dev.seaworthy.engine.policy.bundle.BundleWriter;

/** A bundle that was built: its files, its archive, and its line in the index. */
final class BuiltBundle {
  private final BundleFiles files;
  private final byte[] archive;
  private final BundleIndex.Entry entry;

  private BuiltBundle(BundleFiles files, byte[] archive, BundleIndex.Entry entry) {
    this.files = files;
    this.archive = archive;
    this.entry = entry;
  }

  /** Packs signed files, and reads them back as a user will. */
  static BuiltBundle of(BundleFiles files, String label) throws PolicyException {
    byte[] archive = BundleWriter.write(files);
    PolicyBundle bundle = BundleReader.read(archive, label);
    return new BuiltBundle(
        files,
        archive,
        new BundleIndex.Entry(
            bundle.name(),
            bundle.version(),
            Digest.of(archive),
            "dist/%s-%s.tar.gz".formatted(bundle.name(), bundle.version()),
            bundle.title(),
            bundle.controls().stream().map(Control::id).toList()));
  }

  byte[] archive() {
    return archive.clone();
  }

  byte[] signatures() {
    return files.get(BundleFiles.SIGNATURES).orElseThrow();
  }

  BundleIndex.Entry entry() {
    return entry;
  }
}
