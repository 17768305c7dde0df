package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with signed things, and with the files that say whom to trust. */
final class AttestationProblems {
  private AttestationProblems() {}

  static Problem invalid(String file, Refusal why) {
    return Problems.of(
        "INVALID_ATTESTATION",
        "`%s` is no whole signature or attestation (%s): %s"
            .formatted(file, why.code(), why.reason()),
        "sign again, with `cosign attest --bundle` or `cosign sign --bundle`");
  }

  static Problem oldBundle(String file) {
    return Problems.of(
        "OLD_COSIGN_BUNDLE",
        "`%s` is a bundle as cosign wrote them before Sigstore had a form of its own"
            .formatted(file),
        "sign again with cosign 3, or with `--new-bundle-format`");
  }

  static Problem noSignature(String file, String expected) {
    return Problems.of(
        "NO_SIGNATURE_FILE",
        "`%s` is the payload of a signature, and `%s` is not beside it".formatted(file, expected),
        "put the file of `cosign sign --output-signature` there");
  }

  static Problem layout(String file, String why) {
    return Problems.of(
        "INVALID_IMAGE_LAYOUT",
        "the image layout of `%s` cannot be read whole: %s".formatted(file, why),
        "save it again with `cosign save --dir FOLDER IMAGE`");
  }

  static Problem unreadable(String file) {
    return Problems.of(
        "UNREADABLE",
        "`%s` cannot be read to its end".formatted(file),
        "let this user read it: `chmod u+r %s`".formatted(file));
  }

  static Problem tooLarge(String file) {
    return Problems.of(
        "TOO_LARGE",
        "`%s` is larger than the 64 MiB that are read of attestations".formatted(file),
        "give each attestation a file of its own");
  }

  static Problem badKey(String file, String name, String why) {
    return Problems.of(
        "BAD_SIGNER_KEY",
        "the key `%s` in `%s` cannot be used: %s".formatted(name, file, why),
        "name a PEM file with the public key: `cosign public-key --key KEY > FILE`");
  }

  static Problem badRoot(String file, String why) {
    return Problems.of(
        "BAD_TRUSTED_ROOT",
        "the trusted root `%s` cannot be used: %s".formatted(file, why),
        "make it with `cosign trusted-root create --out FILE`");
  }
}
