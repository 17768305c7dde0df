package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.Rotation;
import dev.seaworthy.engine.seal.SealException;
import dev.seaworthy.engine.seal.TrustedKey;
import java.nio.file.Path;
import java.util.List;

/** What can be told of the statement that a key was rotated. */
public final class ShownRotation {
  private static final String SUFFIX = ".rotation.json";
  private static final int MAX_BYTES = 1 << 16;

  private final Rotation rotation;

  private ShownRotation(Rotation rotation) {
    this.rotation = rotation;
  }

  public static boolean isIn(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  /** Opens one, which both its keys must have signed. */
  public static ShownRotation read(Path file) throws ConfigurationException {
    try {
      return new ShownRotation(Rotation.open(InputFile.bytes(file, MAX_BYTES)));
    } catch (SealException e) {
      throw new ConfigurationException(
          e.problem().code(), "`%s`: %s".formatted(file, e.problem().message()), e.problem().fix());
    }
  }

  /** For people. */
  public List<String> lines() {
    return List.of(
        "`%s` until %s, `%s` from then"
            .formatted(rotation.before().name(), rotation.at(), rotation.after().name()),
        "old key  " + rotation.before().key().id(),
        "new key  " + rotation.after().key().id(),
        "both keys signed it");
  }

  /** Whether a trust root has both keys, in that role and with that time between them. */
  public boolean isIn(Path trustRoot, Setup setup) throws ConfigurationException, PolicyException {
    List<TrustedKey> keys = TrustFile.read(trustRoot, setup).rules().keys();
    boolean ends =
        keys.stream()
            .anyMatch(key -> is(key, rotation.before()) && key.until().equals(rotation.at()));
    boolean begins =
        keys.stream()
            .anyMatch(key -> is(key, rotation.after()) && key.from().equals(rotation.at()));
    return ends && begins;
  }

  private boolean is(TrustedKey key, Rotation.Holder holder) {
    return key.name().equals(holder.name())
        && key.key().id().equals(holder.key().id())
        && key.role().id().equals(rotation.role());
  }
}
