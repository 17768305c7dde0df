package dev.seaworthy.signers.aws;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.ForeignSigner;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * One key of KMS. It is asked by its ARN once it is known: an alias may be pointed at another key
 * meanwhile.
 */
final class KmsKey {
  private final KmsClient kms;
  private final String arn;

  private KmsKey(KmsClient kms, String arn) {
    this.kms = kms;
    this.arn = arn;
  }

  static Signer read(KmsClient kms, KmsUri named) throws KeyException {
    GetPublicKeyResponse key = answer(kms, named);
    if (key.keyUsage() != KeyUsageType.SIGN_VERIFY) {
      throw new KeyException(
          "it is a key for `%s`, not for `SIGN_VERIFY`".formatted(key.keyUsageAsString()));
    }
    KmsKey kept = new KmsKey(kms, key.keyId());
    return new ForeignSigner(
        KmsUri.SCHEME + ":///" + key.keyId(),
        VerificationKey.fromPublicKeyInfo(key.publicKey().asByteArray()),
        kept::sign);
  }

  private static GetPublicKeyResponse answer(KmsClient kms, KmsUri named) throws KeyException {
    try {
      return kms.getPublicKey(request -> request.keyId(named.key()));
    } catch (SdkException e) {
      throw KmsRefusal.of(e);
    }
  }

  private byte[] sign(byte[] message) throws KeyException {
    SdkBytes digest = SdkBytes.fromByteArray(Digest.sha256().digest(message));
    try {
      return kms.sign(
              request ->
                  request
                      .keyId(arn)
                      .message(digest)
                      .messageType(MessageType.DIGEST)
                      .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
          .signature()
          .asByteArray();
    } catch (SdkException e) {
      throw KmsRefusal.of(e);
    }
  }
}
