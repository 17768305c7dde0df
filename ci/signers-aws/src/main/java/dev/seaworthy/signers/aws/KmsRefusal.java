package dev.seaworthy.signers.aws;

import dev.seaworthy.engine.key.KeyException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an error of KMS, or of the way to it, means for who wants to sign. */
final class KmsRefusal {
  private static final int MOST_CHARACTERS = 300;

  private KmsRefusal() {}

  static KeyException of(SdkException e) {
    return new KeyException(e instanceof AwsServiceException kms ? refused(kms) : unreached(e));
  }

  /**
   * Codes of https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html and its common ones.
   */
  private static String refused(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String why =
        switch (code == null ? "" : code) {
          case "NotFoundException" -> "KMS has no such key in this account and region";
          case "AccessDeniedException" ->
              "KMS does not let these credentials do that: they need `kms:GetPublicKey` and"
                  + " `kms:Sign` of the key";
          case "DisabledException" -> "the key is disabled";
          case "KMSInvalidStateException" ->
              "the key is in a state in which it does not sign, such as pending deletion";
          case "InvalidKeyUsageException", "UnsupportedOperationException" ->
              "it is no `ECC_NIST_P256` key for `SIGN_VERIFY`";
          case "InvalidArnException" -> "KMS takes its name for none";
          case "ThrottlingException", "LimitExceededException" ->
              "KMS takes no more requests for now: try again later";
          case "UnrecognizedClientException",
              "InvalidClientTokenId",
              "InvalidSignatureException",
              "IncompleteSignature",
              "MissingAuthenticationToken" ->
              "AWS does not know these credentials";
          case "ExpiredTokenException" -> "the credentials have expired";
          default -> "KMS answered with status %d".formatted(e.statusCode());
        };
    return why + said(e);
  }

  /** In KMS' words, which name the caller and the key, and no secret. */
  private static String said(AwsServiceException e) {
    String text = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    if (text == null || text.isBlank()) {
      return "";
    }
    String line = text.replace('`', '\'').replaceAll("\\s+", " ").strip();
    return " (it says `%s`)"
        .formatted(
            line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line);
  }

  private static String unreached(SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return "KMS did not answer in time";
    }
    if (message.contains("region")) {
      return "no region is known: set `AWS_REGION`, or name the key by its ARN";
    }
    if (message.contains("credentials")) {
      return "there are no credentials: set `AWS_PROFILE`, `AWS_ACCESS_KEY_ID` and"
          + " `AWS_SECRET_ACCESS_KEY`, or what else AWS' tools take";
    }
    return "KMS cannot be reached: see the network, the region and `AWS_ENDPOINT_URL_KMS`";
  }
}
