package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.descriptor.WaiversReader;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.key.PreAuthentication;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.Waiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of waivers, each with a signature beside it: {@code team.yaml} and {@code team.yaml.sig}.
 * The signature is over the file's bytes by DSSE, so that it is one over waivers and nothing else.
 */
public final class SignedWaivers {
  private static final String TYPE = "application/vnd.seaworthy.waivers+yaml";
  private static final String SUFFIX = ".sig";
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SIGNATURE_BYTES = 1_024;
  private static final int MOST_FILES = 100;
  private static final int MOST_WAIVERS = 1_000;

  private SignedWaivers() {}

  /**
   * Signs a file, once all of its waivers can be read.
   *
   * @return the file that the signature is in
   */
  public static Path sign(Path file, Signer key) throws ConfigurationException {
    byte[] bytes = InputFile.bytes(file, MAX_BYTES);
    read(file, bytes);
    byte[] signature = key.sign(PreAuthentication.of(TYPE, bytes));
    Path beside = signatureOf(file);
    OutputFile.write(
        beside,
        (Base64.getEncoder().encodeToString(signature) + "\n").getBytes(StandardCharsets.US_ASCII));
    return beside;
  }

  /**
   * The waivers of all files of a folder, in the order of their names. One that is at fault spoils
   * them all: whoever takes a waiver away must not find another in its place.
   *
   * @param trusted keys, one of which must have signed each file
   */
  static List<Waiver> in(Path folder, Collection<VerificationKey> trusted)
      throws ConfigurationException {
    List<Waiver> waivers = new ArrayList<>();
    for (Path file : files(folder)) {
      byte[] bytes = InputFile.bytes(file, MAX_BYTES);
      requireSigned(file, bytes, trusted);
      waivers.addAll(read(file, bytes));
    }
    if (waivers.size() > MOST_WAIVERS) {
      throw refused(
          folder,
          "holds more than %d waivers".formatted(MOST_WAIVERS),
          "mend what they cover, or set the mode of its controls");
    }
    return waivers;
  }

  private static List<Path> files(Path folder) throws ConfigurationException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        String name = String.valueOf(entry.getFileName());
        // Mounted ConfigMaps keep their versions in hidden folders.
        if (name.startsWith(".") || name.endsWith(SUFFIX)) {
          continue;
        }
        if (!Files.isRegularFile(entry) || !name.matches(".*\\.ya?ml")) {
          throw refused(
              entry, "is no file of waivers", "keep nothing but `.yaml` and `.sig` there");
        }
        files.add(entry);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      throw refused(folder, "cannot be read as a folder", "name a folder that is there");
    }
    if (files.size() > MOST_FILES) {
      throw refused(folder, "holds more than %d files".formatted(MOST_FILES), "put some together");
    }
    return files;
  }

  private static void requireSigned(Path file, byte[] bytes, Collection<VerificationKey> trusted)
      throws ConfigurationException {
    Path beside = signatureOf(file);
    if (!Files.exists(beside)) {
      throw refused(
          file,
          "has no signature `%s` beside it".formatted(beside.getFileName()),
          "sign it: `seaworthy admission sign-waivers`");
    }
    byte[] message = PreAuthentication.of(TYPE, bytes);
    byte[] signature = signature(beside);
    if (trusted.stream().noneMatch(key -> key.verifies(message, signature))) {
      throw refused(
          file,
          "is not signed by a key that is trusted for waivers",
          "sign it again after each change, with the key whose public half is `--waiver-key`");
    }
  }

  private static byte[] signature(Path file) throws ConfigurationException {
    String text =
        new String(InputFile.bytes(file, MAX_SIGNATURE_BYTES), StandardCharsets.US_ASCII).strip();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw refused(file, "is no signature", "sign the file beside it again");
    }
  }

  private static List<Waiver> read(Path file, byte[] bytes) throws ConfigurationException {
    Diagnostics diagnostics = new Diagnostics(file.toString());
    Optional<Tree> root = OneDocument.waivers(file.toString(), bytes, diagnostics);
    List<Waiver> waivers =
        root.isPresent() ? new WaiversReader(diagnostics).read(root.get()) : List.of();
    if (diagnostics.hasErrors()) {
      throw new ConfigurationException(diagnostics.all());
    }
    return waivers;
  }

  private static Path signatureOf(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  private static ConfigurationException refused(Path file, String why, String fix) {
    return new ConfigurationException("BAD_WAIVERS", "`%s` %s".formatted(file, why), fix);
  }
}
