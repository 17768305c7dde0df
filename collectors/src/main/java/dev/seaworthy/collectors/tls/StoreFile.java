package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.StorePassword;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.collectors.x509.PemBlocks;
import dev.seaworthy.collectors.x509.StoredCertificates;
import dev.seaworthy.collectors.x509.StoredCertificates.Entry;
import dev.seaworthy.collectors.x509.StoredCertificates.Purpose;
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
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads one key store: a chain for each key, and what it trusts, together. Nothing but certificates
 * is looked at.
 */
final class StoreFile {
  private final Document.Store document;
  private final String file;
  private final Source source;
  private final Hints hints;
  private final List<Certificate> trust;
  private final List<Observation> observations = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();

  StoreFile(Document.Store document, Hints hints) {
    this.document = document;
    this.file = document.file().name();
    this.source = new Source(TlsCollector.NAME, file, 0);
    this.hints = hints;
    CertificateFile pem = new CertificateFile(file);
    this.trust = pem.trust(hints);
    observations.addAll(pem.gaps());
  }

  List<Observation> observations() {
    try (InputStream in = document.file().open()) {
      byte[] bytes = in.readNBytes(StoredCertificates.MAX_BYTES + 1);
      if (bytes.length > StoredCertificates.MAX_BYTES) {
        gap(TlsProblems.costlyStore(file, "it is larger than 8 MiB"));
      } else {
        read(StoredCertificates.read(bytes, passwords()));
      }
    } catch (IOException e) {
      gap(TlsProblems.brokenStore(file, "the system refuses it"));
    }
    return observations;
  }

  private List<char[]> passwords() {
    return hints.passwords().stream().flatMap(one -> one.value().stream()).toList();
  }

  private void read(StoredCertificates store) {
    store.faults().forEach(fault -> gap(problem(fault)));
    boolean keys = store.entries().stream().anyMatch(one -> one.purpose() == Purpose.KEY);
    List<PemBlocks.Block> trusted = new ArrayList<>();
    for (Entry entry : store.entries()) {
      if (entry.purpose() == Purpose.TRUSTED) {
        trusted.addAll(entry.chain());
      } else {
        add(store.format(), entry, keys && entry.purpose() != Purpose.KEY);
      }
    }
    if (!trusted.isEmpty()) {
      add(store.format(), new Entry("", Purpose.TRUSTED, trusted), keys);
    }
    if (store.entries().isEmpty() && store.faults().isEmpty()) {
      gap(TlsProblems.emptyStore(file));
    }
  }

  /**
   * Adds what stands together.
   *
   * @param beside whether keys of the same store serve, and this does not
   */
  private void add(String format, Entry entry, boolean beside) {
    List<Certificate> certificates = new ArrayList<>();
    for (PemBlocks.Block block : entry.chain()) {
      try {
        certificates.add(Certificate.read(block));
      } catch (Certificate.UnreadableException e) {
        gap(TlsProblems.notCertificate(file, String.valueOf(e.getMessage())));
      }
    }
    if (certificates.isEmpty()) {
      return;
    }
    List<String> serves = beside ? List.of() : hints.serves();
    Map<String, Object> content =
        ServedChain.content(
            certificates, trust, !hints.trust().isEmpty(), serves, entry.purpose() == Purpose.KEY);
    if (serves.isEmpty() && (beside || entry.purpose() == Purpose.TRUSTED)) {
      content.put("role", ServedChain.AUTHORITY);
    }
    content.put(
        "store", Map.of("format", format, "alias", entry.alias(), "entry", word(entry.purpose())));
    try {
      observations.add(
          new Evidence(
              EvidenceKinds.CERTIFICATE,
              Subject.of("Certificate", name(entry, beside)),
              source,
              CanonicalJson.of(content),
              Locations.wholeFile(file)));
    } catch (NotCanonicalException e) {
      gap(TlsProblems.notCertificate(file, "a name in it is not text"));
    }
  }

  /** The file with the alias; programs may store two keys under one. */
  private String name(Entry entry, boolean beside) {
    String alias =
        Problems.printable(beside && entry.purpose() == Purpose.NOT_TOLD ? "rest" : entry.alias());
    String name = alias.isEmpty() ? file : file + "#" + alias;
    int before = names.merge(name, 1, Integer::sum);
    return before == 1 ? name : name + " (" + before + ")";
  }

  private static String word(Purpose purpose) {
    return switch (purpose) {
      case KEY -> "key";
      case TRUSTED -> "trusted";
      case NOT_TOLD -> "certificate";
    };
  }

  private Problem problem(StoredCertificates.Fault fault) {
    return switch (fault.cause()) {
      case MALFORMED -> TlsProblems.brokenStore(file, fault.why());
      case TOO_COSTLY -> TlsProblems.costlyStore(file, fault.why());
      case NOT_SUPPORTED -> TlsProblems.strangeStore(file, fault.why());
      case NO_PASSWORD -> TlsProblems.encryptedStore(file, unset().orElse(""));
      case WRONG_PASSWORD ->
          TlsProblems.wrongPassword(
              file,
              hints.passwords().stream()
                  .map(StorePassword::toString)
                  .collect(Collectors.joining(", ")));
    };
  }

  private Optional<String> unset() {
    return hints.passwords().stream().map(StorePassword::variable).findFirst();
  }

  private void gap(Problem problem) {
    observations.add(
        new Gap(problem, source, Location.of(file), List.of(EvidenceKinds.CERTIFICATE)));
  }
}
