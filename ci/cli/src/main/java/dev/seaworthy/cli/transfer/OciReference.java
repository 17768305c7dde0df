package dev.seaworthy.cli.transfer;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.json.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an artefact in a registry: {@code oci://HOST[:PORT]/REPOSITORY[:TAG][@sha256:…]}. The
 * grammar is the OCI distribution specification's.
 *
 * @param host with its port
 * @param digest of the manifest
 */
record OciReference(String host, String repository, Optional<String> tag, Optional<Digest> digest) {
  static final String SCHEME = "oci://";

  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern FORM =
      Pattern.compile(
          "oci://(?<host>(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?)"
              + "/(?<repository>%s(?:/%s)*)".formatted(PART, PART)
              + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
              + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

  /** Longer names are honest nowhere, and slow to match. */
  private static final int MAX_LENGTH = 500;

  static OciReference parse(String text) throws ConfigurationException {
    Matcher form = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !form.matches()) {
      throw new ConfigurationException(
          "BAD_REFERENCE",
          "`%s` is no name in a registry".formatted(text),
          "write it like `oci://registry.example/policies/tls:1.0.0`, or with `@sha256:…`");
    }
    return new OciReference(
        form.group("host"),
        form.group("repository"),
        Optional.ofNullable(form.group("tag")),
        Optional.ofNullable(form.group("digest")).map(Digest::parse));
  }

  OciReference withTag(String name) {
    return new OciReference(host, repository, Optional.of(name), Optional.empty());
  }

  OciReference withDigest(Digest manifest) {
    return new OciReference(host, repository, Optional.empty(), Optional.of(manifest));
  }

  /** What a manifest is asked for by: a digest goes before a tag. */
  String manifest() {
    return digest.map(Digest::toString).or(() -> tag).orElse("latest");
  }

  @Override
  public String toString() {
    return SCHEME
        + host
        + "/"
        + repository
        + tag.map(name -> ":" + name).orElse("")
        + digest.map(hash -> "@" + hash).orElse("");
  }
}
