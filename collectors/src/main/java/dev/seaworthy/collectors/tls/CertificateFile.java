package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.ItemLocations;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.x509.PemBlocks;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads one PEM file, and the trust files that it is held against. */
final class CertificateFile {
  private static final long MAX_TRUST_BYTES = 8L << 20;

  private final String file;
  private final Source source;
  private final List<Observation> gaps = new ArrayList<>();

  CertificateFile(String file) {
    this.file = file;
    this.source = new Source(TlsCollector.NAME, file, 0);
  }

  List<Observation> observations(Document.Text document, Hints hints) {
    PemBlocks blocks = PemBlocks.of(document.text());
    List<Certificate> chain = certificates(blocks, file);
    List<Certificate> trust = trust(hints);
    List<Observation> observations = new ArrayList<>();
    if (!chain.isEmpty()) {
      observations.add(evidence(chain, trust, blocks.privateKey(), hints));
    }
    observations.addAll(gaps);
    return observations;
  }

  List<Observation> gaps() {
    return List.copyOf(gaps);
  }

  private Observation evidence(
      List<Certificate> certificates, List<Certificate> trust, boolean privateKey, Hints hints) {
    Map<String, Object> content =
        ServedChain.content(
            certificates, trust, !hints.trust().isEmpty(), hints.serves(), privateKey);
    try {
      return new Evidence(
          EvidenceKinds.CERTIFICATE,
          Subject.of("Certificate", file),
          source,
          CanonicalJson.of(content),
          locations(certificates));
    } catch (NotCanonicalException e) {
      return gap(TlsProblems.notCertificate(file, "a name in it is not text"), file, 1);
    }
  }

  private Locations locations(List<Certificate> certificates) {
    List<Tree.Mark> marks = certificates.stream().map(one -> new Tree.Mark(one.line(), 1)).toList();
    return new ItemLocations(file, "chain", marks, marks.get(0));
  }

  private List<Certificate> certificates(PemBlocks blocks, String in) {
    blocks
        .faults()
        .forEach(fault -> gaps.add(gap(TlsProblems.brokenPem(in, fault.why()), in, fault.line())));
    if (blocks.overflows()) {
      gaps.add(gap(TlsProblems.tooManyBlocks(in, PemBlocks.MAX_BLOCKS), in, 1));
      return List.of();
    }
    List<Certificate> certificates = new ArrayList<>();
    for (PemBlocks.Block block : blocks.certificates()) {
      try {
        certificates.add(Certificate.read(block));
      } catch (Certificate.UnreadableException e) {
        Problem problem = TlsProblems.notCertificate(in, String.valueOf(e.getMessage()));
        gaps.add(gap(problem, in, block.line()));
      }
    }
    return certificates;
  }

  /** What chains are held against; what cannot be read of it is among the gaps. */
  List<Certificate> trust(Hints hints) {
    List<Certificate> trust = new ArrayList<>();
    for (Path path : hints.trust()) {
      String name = Problems.shown(path);
      try {
        if (Files.size(path) > MAX_TRUST_BYTES) {
          throw new IOException("too large to be a trust file");
        }
        // Only ASCII matters in PEM, and this charset takes any byte.
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        List<Certificate> anchors = certificates(PemBlocks.of(text), name);
        if (anchors.isEmpty()) {
          gaps.add(gap(TlsProblems.emptyTrust(name), name, 0));
        }
        trust.addAll(anchors);
      } catch (IOException e) {
        gaps.add(gap(TlsProblems.unreadableTrust(name), name, 0));
      }
    }
    return trust;
  }

  private Gap gap(Problem problem, String in, int line) {
    Location location = new Location(in, line, line == 0 ? 0 : 1);
    return new Gap(problem, source, location, List.of(EvidenceKinds.CERTIFICATE));
  }
}
