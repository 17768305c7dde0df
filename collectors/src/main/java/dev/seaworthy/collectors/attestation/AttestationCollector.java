package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads and verifies what images are signed with: Sigstore bundles, DSSE envelopes alone or one a
 * line, cosign's classic signatures and the layouts that {@code cosign save} writes.
 */
public final class AttestationCollector implements Collector {
  static final String NAME = "image";

  /** The payload of a line may be longer than the head of the file. */
  private static final Pattern LINES =
      Pattern.compile(
          "\\A\\s*\\{\\s*\"(payload|payloadType|signatures|mediaType|verificationMaterial"
              + "|dsseEnvelope|messageSignature)\"\\s*:");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    if (document instanceof Document.Raw raw) {
      return LINES.matcher(raw.head()).find();
    }
    return document instanceof Document.Structured structured
        && structured.root().asMapping().filter(AttestationFile::recognises).isPresent();
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    AttestationFile file = new AttestationFile(document.file(), Trust.of(hints.signers()));
    return document instanceof Document.Structured structured
        ? file.tree(structured)
        : file.lines();
  }
}
