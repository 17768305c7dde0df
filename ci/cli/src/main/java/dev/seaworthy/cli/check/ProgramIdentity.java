package dev.seaworthy.cli.check;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.verdict.Identity;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Which program this is. */
public final class ProgramIdentity {
  /** The version where the program runs unpackaged, as it does in tests. */
  public static final String UNPACKAGED = "0-unpackaged";

  private ProgramIdentity() {}

  public static String version() {
    return Optional.ofNullable(ProgramIdentity.class.getPackage().getImplementationVersion())
        .orElse(UNPACKAGED);
  }

  public static Identity of(PolicyRuntime runtime) {
    return new Identity(version(), engineDigest(), runtime.id());
  }

  /** The digest of the engine's archive; empty where it runs unpackaged. */
  public static String engineDigest() {
    CodeSource source = Verdict.class.getProtectionDomain().getCodeSource();
    try {
      Path archive = source == null ? Path.of("") : Path.of(source.getLocation().toURI());
      return Files.isRegularFile(archive) ? Digest.of(Files.readAllBytes(archive)).toString() : "";
    } catch (URISyntaxException | IOException e) {
      return "";
    }
  }
}
