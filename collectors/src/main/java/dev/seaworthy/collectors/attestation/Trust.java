package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whose signatures count, read from the files that the release names. */
record Trust(
    List<NamedKey> keys,
    List<SignatureTrust.Identity> identities,
    List<TrustedRoot> roots,
    List<Fault> faults) {
  private static final long MAX_BYTES = 4L << 20;

  /** A key and what the release calls it. */
  record NamedKey(String name, SignatureKey key) {}

  /** What is wrong with a file of the release's own. */
  record Fault(String file, Problem problem) {}

  Trust {
    keys = List.copyOf(keys);
    identities = List.copyOf(identities);
    roots = List.copyOf(roots);
    faults = List.copyOf(faults);
  }

  static Trust of(SignatureTrust declared) {
    List<Fault> faults = new ArrayList<>();
    List<NamedKey> keys = new ArrayList<>();
    for (SignatureTrust.Key key : declared.keys()) {
      String file = Problems.shown(key.file());
      try {
        String pem = new String(bytes(key.file()), StandardCharsets.ISO_8859_1);
        keys.add(new NamedKey(key.name(), publicKey(pem)));
      } catch (Refusal e) {
        faults.add(new Fault(file, AttestationProblems.badKey(file, key.name(), e.reason())));
      }
    }
    List<TrustedRoot> roots = new ArrayList<>();
    for (Path root : declared.roots()) {
      String file = Problems.shown(root);
      try {
        roots.add(TrustedRoot.read(bytes(root)));
      } catch (Refusal e) {
        faults.add(new Fault(file, AttestationProblems.badRoot(file, e.reason())));
      }
    }
    return new Trust(keys, declared.identities(), roots, faults);
  }

  private static SignatureKey publicKey(String pem) throws Refusal {
    if (pem.contains("PRIVATE KEY-----")) {
      throw new Refusal("bad-key", "it holds a private key");
    }
    if (pem.contains("-----BEGIN CERTIFICATE")) {
      return SignatureKey.of(Certificates.read(Pem.der(pem)).getSubjectPublicKeyInfo());
    }
    return SignatureKey.of(Pem.der(pem));
  }

  private static byte[] bytes(Path file) throws Refusal {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Refusal("unreadable", "it is larger than 4 MiB");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Refusal("unreadable", "there is no such file, or this user may not read it");
    }
  }

  /** Whether anybody is trusted at all. */
  boolean isAny() {
    return !keys.isEmpty() || !identities.isEmpty();
  }
}
