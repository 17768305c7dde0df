package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.seal.Seal;
import dev.seaworthy.engine.seal.Timestamps;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A sealed verdict and, beside it, the snapshot it was drawn from. */
public record SealedFiles(Path verdict, Path snapshot) {
  private static final String SNAPSHOT_SUFFIX = ".snapshot.json";
  private static final String STAMP_SUFFIX = ".%d.tsr";
  private static final int MAX_STAMP_BYTES = 1 << 20;

  /**
   * The pair whose verdict is {@code verdict}: {@code v.seal} goes with {@code v.snapshot.json}.
   */
  public static SealedFiles of(Path verdict) {
    String name = String.valueOf(verdict.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return new SealedFiles(verdict, verdict.resolveSibling(stem + SNAPSHOT_SUFFIX));
  }

  /** Writes both; the verdict last, so that it never lies there without its evidence. */
  public void write(Verdict sealed, Signer key) throws ConfigurationException {
    write(sealed, Seal.of(sealed, key), List.of());
  }

  /**
   * Writes both, and the time stamps of the verdict beside them: {@code v.seal} goes with {@code
   * v.sigstore.json} and {@code v.1.tsr}.
   *
   * @param stamps each a whole TimeStampResp
   */
  public void write(Verdict sealed, byte[] envelope, List<byte[]> stamps)
      throws ConfigurationException {
    OutputFile.write(snapshot, sealed.snapshot().toCanonicalJson().bytes());
    for (int i = 0; i < stamps.size(); i++) {
      OutputFile.write(beside(STAMP_SUFFIX.formatted(i + 1)), stamps.get(i));
    }
    if (!stamps.isEmpty()) {
      OutputFile.write(beside(".sigstore.json"), Timestamps.sigstore(envelope, stamps));
    }
    OutputFile.write(verdict, envelope);
  }

  /** Writes what belongs to the verdict beside it, under its name with another suffix. */
  public void writeBeside(String suffix, byte[] content) throws ConfigurationException {
    OutputFile.write(beside(suffix), content);
  }

  /** The time stamps that lie beside it, by their file names, in the order of their numbers. */
  public SortedMap<String, byte[]> stamps() throws ConfigurationException {
    SortedMap<String, byte[]> stamps = new TreeMap<>();
    for (int i = 0; i < Timestamps.MOST; i++) {
      Path stamp = beside(STAMP_SUFFIX.formatted(i + 1));
      if (!Files.exists(stamp)) {
        break;
      }
      stamps.put(String.valueOf(stamp.getFileName()), InputFile.bytes(stamp, MAX_STAMP_BYTES));
    }
    return stamps;
  }

  private Path beside(String suffix) {
    String name = String.valueOf(snapshot.getFileName());
    return verdict.resolveSibling(
        name.substring(0, name.length() - SNAPSHOT_SUFFIX.length()) + suffix);
  }

  public static VerificationKey verificationKey(Path file) throws ConfigurationException {
    return verificationKey(file, "name the public key (`.pub`) of who sealed the verdict");
  }

  /** The same, with how to mend a file that holds no such key. */
  static VerificationKey verificationKey(Path file, String fix) throws ConfigurationException {
    try {
      return VerificationKey.fromPem(InputFile.text(file));
    } catch (KeyException e) {
      throw unusable(file, e, fix);
    }
  }

  static ConfigurationException unusable(Path file, KeyException e, String fix) {
    return new ConfigurationException(
        "BAD_KEY", "`%s` cannot be used: %s".formatted(file, e.getMessage()), fix);
  }
}
