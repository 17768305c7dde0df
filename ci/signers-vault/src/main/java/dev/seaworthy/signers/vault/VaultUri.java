package dev.seaworthy.signers.vault;

import dev.seaworthy.engine.key.KeyException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a user names a key of Vault: {@code hashivault://NAME}, as cosign does, or one version of it,
 * {@code hashivault://NAME?version=2}.
 *
 * @param version empty for the latest
 */
record VaultUri(String name, OptionalInt version) {
  static final String SCHEME = "hashivault";

  /** Names that Vault's own routes take for keys; no slash, so that none leads elsewhere. */
  private static final String NAME = "\\w(?:[\\w.-]*\\w)?";

  private static final Pattern URI =
      Pattern.compile(
          SCHEME + "://(?<name>" + NAME + ")(?:\\?version=(?<version>[1-9][0-9]{0,8}))?");

  /** Never repeats what it cannot read: a secret may be in it by mistake. */
  static VaultUri parse(String text) throws KeyException {
    Matcher matcher = URI.matcher(text);
    if (!matcher.matches()) {
      throw new KeyException(
          "a key of Vault is written `hashivault://NAME` or `hashivault://NAME?version=2`, and its"
              + " address and token are in the environment");
    }
    String version = matcher.group("version");
    return new VaultUri(
        matcher.group("name"),
        version == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version)));
  }

  VaultUri at(int pinned) {
    return new VaultUri(name, OptionalInt.of(pinned));
  }

  @Override
  public String toString() {
    return SCHEME + "://" + name + (version.isPresent() ? "?version=" + version.getAsInt() : "");
  }
}
