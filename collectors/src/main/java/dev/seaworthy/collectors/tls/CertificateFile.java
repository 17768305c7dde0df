package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one PEM file: a chain of certificates, perhaps with its key. */
final class CertificateFile {
  private final String file;
  private final List<PemBlock> blocks;

  CertificateFile(Document.Text document) {
    this.file = document.file().name();
    this.blocks = PemBlock.of(document.text());
  }

  List<Observation> observations(Hints hints) {
    List<Observation> observations = new ArrayList<>();
    List<Certificate> certificates = new ArrayList<>();
    if (blocks.isEmpty()) {
      observations.add(gap(TlsProblems.noBlock(file), 1));
    }
    for (PemBlock block : blocks) {
      if (block.isCertificate()) {
        certificate(block)
            .ifPresentOrElse(
                certificates::add,
                () ->
                    observations.add(gap(TlsProblems.badBlock(file, block.label()), block.line())));
      } else if (block.label().equals("PKCS7") || block.label().equals("CMS")) {
        observations.add(gap(TlsProblems.unreadBlock(file, block.label()), block.line()));
      }
    }
    if (!certificates.isEmpty()) {
      TrustFiles trust = TrustFiles.of(hints.trust());
      trust.problems().forEach(problem -> observations.add(gap(problem, 0)));
      observations.add(evidence(new Chain(certificates), trust, hints.serves()));
    }
    return observations;
  }

  /** Why the file gives no evidence though it can be read: it holds keys or requests only. */
  List<String> leftOut() {
    if (blocks.isEmpty() || blocks.stream().anyMatch(PemBlock::isCertificate)) {
      return List.of();
    }
    return List.of("PEM file without a certificate");
  }

  static Optional<Certificate> certificate(PemBlock block) {
    boolean mayTrail = block.label().startsWith("TRUSTED");
    return block.bytes().flatMap(bytes -> CertificateReader.read(bytes, block.line(), mayTrail));
  }

  private Observation evidence(Chain chain, TrustFiles trust, List<String> serves) {
    try {
      return new Evidence(
          EvidenceKinds.CERTIFICATE,
          Subject.of("Certificate", file),
          source(),
          CanonicalJson.of(content(chain, trust, serves)),
          locations(chain));
    } catch (NotCanonicalException e) {
      return gap(TlsProblems.badBlock(file, "CERTIFICATE"), chain.leaf().line());
    }
  }

  private Map<String, Object> content(Chain chain, TrustFiles trust, List<String> serves) {
    boolean anchored =
        trust.given() ? chain.isAnchoredIn(trust.certificates()) : chain.endsInSelfSigned();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("chain", chain.certificates().stream().map(Certificate::toTree).toList());
    content.put("ordered", chain.isOrdered());
    content.put("signed", chain.isSigned());
    content.put("anchored", anchored);
    // Without all of the roots, "not anchored" would be a guess.
    content.put("trustGiven", trust.given() && (anchored || trust.problems().isEmpty()));
    content.put("serves", serves);
    content.put("role", isCa(chain, serves) ? "ca" : "server");
    content.put("privateKey", blocks.stream().anyMatch(PemBlock::isPrivateKey));
    content.put("expires", chain.expires());
    return content;
  }

  /** `openssl req -x509` makes servers' certificates that say CA: their names give them away. */
  private static boolean isCa(Chain chain, List<String> serves) {
    return chain.isOnlyCa() && serves.isEmpty() && !chain.leaf().hasNames();
  }

  private Locations locations(Chain chain) {
    List<Integer> lines = chain.certificates().stream().map(Certificate::line).toList();
    return path -> {
      boolean named =
          path.steps().size() > 1
              && path.steps().get(0).equals("chain")
              && path.steps().get(1) instanceof Integer;
      int position = named ? (Integer) path.steps().get(1) : 0;
      return new Location(file, lines.get(Math.min(position, lines.size() - 1)), 1);
    };
  }

  private Gap gap(Problem problem, int line) {
    return new Gap(
        problem,
        source(),
        new Location(file, line, line == 0 ? 0 : 1),
        List.of(EvidenceKinds.CERTIFICATE));
  }

  private Source source() {
    return new Source(TlsCollector.NAME, file, 0);
  }
}
