package dev.seaworthy.signers.aws;

import dev.seaworthy.engine.key.KeyException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a user names a key of KMS, as cosign does: {@code awskms:///} and then a key's id, {@code
 * alias/NAME}, or the ARN of either.
 *
 * @param key as KMS takes it
 * @param region that an ARN names; empty where the environment says it
 */
record KmsUri(String key, Optional<String> region) {
  static final String SCHEME = "awskms";

  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";
  private static final String ALIAS = "alias/[\\w/-]+";
  private static final Pattern URI =
      Pattern.compile(
          SCHEME
              + ":///(?<key>"
              + ID
              + "|"
              + ALIAS
              + "|arn:aws[\\w-]*:kms:(?<region>[a-z0-9-]+):[0-9]{12}:(?:key/(?:"
              + ID
              + ")|"
              + ALIAS
              + "))");

  /** Never repeats what it cannot read: a secret may be in it by mistake. */
  static KmsUri parse(String text) throws KeyException {
    Matcher matcher = URI.matcher(text);
    if (!matcher.matches()) {
      throw new KeyException(
          "a key of KMS is written `awskms:///alias/NAME`, `awskms:///ID` or"
              + " `awskms:///arn:aws:kms:…`, with three slashes and in small letters");
    }
    return new KmsUri(matcher.group("key"), Optional.ofNullable(matcher.group("region")));
  }

  @Override
  public String toString() {
    return SCHEME + ":///" + key;
  }
}
