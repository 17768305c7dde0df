package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Problems;

/** Why a signature, or what it is over, is not accepted. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code never changes its meaning: {@code bad-signature}
   * @param reason for people; may quote the file
   */
  Refusal(String code, String reason) {
    super(Problems.printable(reason));
    this.code = code;
  }

  String code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
