package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.key.EncryptedPkcs8;
import dev.seaworthy.engine.key.MlDsaSigningKey;
import dev.seaworthy.engine.key.SigningKey;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a key pair. */
@Command(
    name = "generate",
    description = "Make a private key that seals verdicts, and the public key that verifies them.",
    footer = {
      "",
      "The private key is ECDSA P-256 as PKCS#8 that only its owner may read, in clear unless",
      "--encrypt is given;",
      "the public key lies beside it and ends in `.pub`. An ML-DSA-65 key (RFC 9881) signs"
          + " besides,",
      "for when ECDSA no longer holds: `audit bundle --long-term-key`.",
      "",
      "Examples:",
      "  seaworthy keys generate",
      "  seaworthy keys generate -o release-key.pem",
      "  seaworthy keys generate --encrypt -o release-key.pem",
      "  seaworthy keys generate --algorithm ml-dsa-65 -o long-term-key.pem"
    })
final class KeysGenerateCommand implements Callable<Integer> {
  /** A private key as PKCS#8 in DER, and the public one in PEM. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pair(byte[] secret, String open, String id) {
    /** Never the key itself. */
    @Override
    public String toString() {
      return "Pair[" + id + "]";
    }
  }

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "seaworthy-key.pem",
      description = "Where the private key goes (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("seaworthy-key.pem");

  @Option(
      names = "--algorithm",
      paramLabel = "ALGORITHM",
      defaultValue = "p-256",
      description = "p-256 or ml-dsa-65 (default: ${DEFAULT-VALUE}).")
  String algorithm = "p-256";

  @Option(
      names = "--encrypt",
      description =
          "Keep the private key under a password (PBES2, PBKDF2, AES-256), which is asked for"
              + " unless a file or a variable has it.")
  boolean encrypt;

  @Mixin KeyOptions keys = new KeyOptions();

  @Option(
      names = "--force",
      description =
          "Replace files that exist: what they sealed stays sealed,"
              + " but nothing more can be sealed with them.")
  boolean force;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  KeysGenerateCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Path publicFile = publicFile(output);
    Pair pair = pair();
    refuseToReplace(output);
    refuseToReplace(publicFile);
    OutputFile.writeSecret(output, pem(pair.secret()).getBytes(StandardCharsets.US_ASCII));
    OutputFile.write(publicFile, pair.open().getBytes(StandardCharsets.US_ASCII));
    PrintStream out = setup.console().out();
    out.println("private key  " + Printable.of(output.toString()) + "  (keep it secret)");
    out.println("public key   " + Printable.of(publicFile.toString()) + "  (give it to verifiers)");
    out.println("key id       " + pair.id());
    return ExitCode.PASS;
  }

  private String pem(byte[] secret) throws ConfigurationException {
    return encrypt
        ? EncryptedPkcs8.encrypt(
            secret, keys.password(setup.console()).chosen(), new SecureRandom())
        : EncryptedPkcs8.inClear(secret);
  }

  private Pair pair() {
    switch (algorithm) {
      case "p-256" -> {
        SigningKey key = SigningKey.generate(new SecureRandom());
        return new Pair(key.toPkcs8(), key.verificationKey().toPem(), key.verificationKey().id());
      }
      case "ml-dsa-65" -> {
        MlDsaSigningKey key = MlDsaSigningKey.generate(new SecureRandom());
        return new Pair(key.toPkcs8(), key.verificationKey().toPem(), key.verificationKey().id());
      }
      default ->
          throw new ParameterException(
              spec.commandLine(),
              JudgingOptions.unknown("--algorithm", algorithm, List.of("p-256", "ml-dsa-65")));
    }
  }

  /** {@code key.pub} beside {@code key.pem}. */
  static Path publicFile(Path privateFile) {
    String name = String.valueOf(privateFile.getFileName());
    String stem = name.endsWith(".pem") ? name.substring(0, name.length() - 4) : name;
    return privateFile.resolveSibling(stem + ".pub");
  }

  private void refuseToReplace(Path file) throws ConfigurationException {
    if (!force && Files.exists(file)) {
      throw new ConfigurationException(
          "KEY_EXISTS",
          "`%s` exists already".formatted(file),
          "name another file with `-o`, or replace it with `--force`");
    }
  }
}
