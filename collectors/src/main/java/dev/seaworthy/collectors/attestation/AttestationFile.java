package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.StrictTree;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one file of signed things, told apart by their form. */
final class AttestationFile {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_LINES = 100_000;
  private static final int MAX_SIGNATURE_BYTES = 1 << 16;

  private final SourceFile file;
  private final Trust trust;
  private final List<Observation> observations = new ArrayList<>();

  AttestationFile(SourceFile file, Trust trust) {
    this.file = file;
    this.trust = trust;
    for (Trust.Fault fault : trust.faults()) {
      Place place = new Place(fault.file(), 0, new Tree.Mark(0, 0));
      observations.add(place.gap(fault.problem()));
    }
  }

  static boolean recognises(Tree.Mapping root) {
    return SigstoreBundle.is(root)
        || isEnvelope(root)
        || isPayload(root)
        || isOldBundle(root)
        || ImageLayout.is(root);
  }

  private static boolean isEnvelope(Tree.Mapping root) {
    return root.get("payload").isPresent()
        && root.get("payloadType").isPresent()
        && root.get("signatures").isPresent();
  }

  private static boolean isPayload(Tree.Mapping root) {
    return root.mapping("critical").flatMap(critical -> critical.get("image")).isPresent();
  }

  private static boolean isOldBundle(Tree.Mapping root) {
    return root.get("base64Signature").isPresent();
  }

  /** A document of JSON that is held as a tree. */
  List<Observation> tree(Document.Structured document) {
    Tree.Mapping root = document.root().asMapping().orElseThrow();
    Place place = new Place(file.name(), document.index(), root.mark());
    if (ImageLayout.is(root)) {
      observations.addAll(new ImageLayout(file, trust, place).observations(root));
    } else if (isOldBundle(root)) {
      observations.add(place.gap(AttestationProblems.oldBundle(file.name())));
    } else if (isPayload(root)) {
      payload(place);
    } else {
      signed(root, place);
    }
    return observations;
  }

  /** One value of JSON a line. */
  List<Observation> lines() {
    Place whole = new Place(file.name(), 0, new Tree.Mark(0, 0));
    try (InputStream in = file.open()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        observations.add(whole.gap(AttestationProblems.tooLarge(file.name())));
      } else {
        lines(bytes);
      }
    } catch (IOException e) {
      observations.add(whole.gap(AttestationProblems.unreadable(file.name())));
    }
    return observations;
  }

  private void lines(byte[] bytes) {
    int begin = 0;
    int line = 0;
    int document = 0;
    while (begin < bytes.length && line < MAX_LINES) {
      int end = begin;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      line++;
      byte[] one = Arrays.copyOfRange(bytes, begin, end);
      if (!new String(one, StandardCharsets.ISO_8859_1).isBlank()) {
        line(one, new Place(file.name(), document++, new Tree.Mark(line, 1)));
      }
      begin = end + 1;
    }
    if (begin < bytes.length) {
      Place place = new Place(file.name(), document, new Tree.Mark(line, 1));
      observations.add(place.gap(AttestationProblems.tooLarge(file.name())));
    }
  }

  private void line(byte[] json, Place place) {
    try {
      signed(StrictTree.read(json), place);
    } catch (NotCanonicalException e) {
      Tree.Mark at = new Tree.Mark(place.at().line(), Math.max(1, e.column()));
      Refusal why = new Refusal("not-json", String.valueOf(e.getMessage()));
      observations.add(place.gap(AttestationProblems.invalid(file.name(), why), at));
    }
  }

  private void signed(Tree tree, Place place) {
    try {
      observations.addAll(new Attestation(trust, place).observations(signed(tree)));
    } catch (Refusal e) {
      observations.add(place.gap(AttestationProblems.invalid(file.name(), e)));
    }
  }

  /** A bundle or a bare envelope. */
  static Signed signed(Tree tree) throws Refusal {
    if (tree instanceof Tree.Mapping root && SigstoreBundle.is(root)) {
      return SigstoreBundle.read(root);
    }
    DsseEnvelope envelope = DsseEnvelope.read(Members.of(tree, "the envelope"));
    return Signed.bare("dsse", envelope, envelope.signatures().get(0).keyId());
  }

  /** The signature of a payload lies beside it: its bytes count as they are. */
  private void payload(Place place) {
    String own = file.name().substring(file.name().lastIndexOf('/') + 1);
    String stem = own.replaceFirst("\\.json$", "").replaceFirst("\\.payload$", "");
    List<String> names = List.of(own + ".sig", stem + ".sig");
    names.stream()
        .flatMap(name -> file.folder().file(name).stream())
        .findFirst()
        .ifPresentOrElse(
            beside -> payload(place, beside),
            () ->
                observations.add(
                    place.gap(
                        AttestationProblems.noSignature(
                            file.name(), String.join("` or `", names)))));
  }

  private void payload(Place place, SourceFile beside) {
    try (InputStream in = file.open();
        InputStream signatureIn = beside.open()) {
      String text =
          new String(signatureIn.readNBytes(MAX_SIGNATURE_BYTES), StandardCharsets.ISO_8859_1);
      byte[] signature = Base64Text.decode(text.strip(), "the signature in " + beside.name());
      SimpleSignature content = new SimpleSignature(in.readNBytes(MAX_BYTES), signature);
      observations.addAll(
          new Attestation(trust, place).observations(Signed.bare("cosign-signature", content, "")));
    } catch (IOException e) {
      observations.add(place.gap(AttestationProblems.unreadable(beside.name())));
    } catch (Refusal e) {
      observations.add(place.gap(AttestationProblems.invalid(beside.name(), e)));
    }
  }
}
