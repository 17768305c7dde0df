package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates that a chain may end in.
 *
 * @param given whether any file was named
 * @param problems what of them could not be read; an unread root may be the one that matters
 */
record TrustFiles(boolean given, List<Certificate> certificates, List<Problem> problems) {
  private static final int MAX_BYTES = 16 << 20;

  TrustFiles {
    certificates = List.copyOf(certificates);
    problems = List.copyOf(problems);
  }

  static TrustFiles of(List<Path> paths) {
    List<Certificate> certificates = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path path : paths) {
      // The name alone: the folder differs between machines.
      String name = String.valueOf(path.getFileName());
      try (InputStream in = Files.newInputStream(path)) {
        read(name, in.readNBytes(MAX_BYTES), certificates, problems);
      } catch (IOException e) {
        problems.add(TlsProblems.badTrust(name, "cannot be opened"));
      }
    }
    return new TrustFiles(!paths.isEmpty(), certificates, problems);
  }

  private static void read(
      String name, byte[] bytes, List<Certificate> certificates, List<Problem> problems) {
    List<PemBlock> blocks =
        PemBlock.of(new String(bytes, StandardCharsets.ISO_8859_1)).stream()
            .filter(PemBlock::isCertificate)
            .toList();
    if (blocks.isEmpty()) {
      Optional<Certificate> der = CertificateReader.read(bytes, 0, false);
      der.ifPresentOrElse(
          certificates::add,
          () -> problems.add(TlsProblems.badTrust(name, "holds no certificate")));
    }
    for (PemBlock block : blocks) {
      CertificateFile.certificate(block)
          .ifPresentOrElse(
              certificates::add,
              () ->
                  problems.add(
                      TlsProblems.badTrust(
                          name,
                          "has a block at line %d that cannot be read".formatted(block.line()))));
    }
  }
}
