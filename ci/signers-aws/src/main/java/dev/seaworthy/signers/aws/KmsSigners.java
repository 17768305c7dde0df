package dev.seaworthy.signers.aws;

import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.RemoteSigners;
import dev.seaworthy.engine.key.Signer;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** Opens keys of AWS KMS: {@code awskms:///alias/NAME}. */
public final class KmsSigners implements RemoteSigners {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ATTEMPT = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  @Override
  public String scheme() {
    return KmsUri.SCHEME;
  }

  /** Region, credentials and endpoint are those that the SDK finds for itself. */
  @Override
  public Signer open(String uri, Map<String, String> environment) throws KeyException {
    KmsUri named = KmsUri.parse(uri);
    KmsClientBuilder builder =
        KmsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT))
            .overrideConfiguration(
                override -> override.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(PATIENCE));
    named.region().map(Region::of).ifPresent(builder::region);
    try {
      return KmsKey.read(builder.build(), named);
    } catch (SdkException e) {
      throw KmsRefusal.of(e);
    }
  }
}
