package dev.seaworthy.signers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.RemoteSigners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;

/** Errors as KMS' API reference describes them, read by AWS' own SDK. */
class KmsRefusalTest {
  private static final String SECRET = "wJalrXUtnFEMI-only-for-tests";

  @Test
  void itIsFound() {
    assertThat(ServiceLoader.load(RemoteSigners.class))
        .anySatisfy(one -> assertThat(one.scheme()).isEqualTo("awskms"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource({
    "400, AccessDeniedException, KMS does not let these credentials do that",
    "400, DisabledException, the key is disabled",
    "400, ExpiredTokenException, the credentials have expired",
    "400, InvalidSignatureException, AWS does not know these credentials",
    "400, KMSInvalidStateException, such as pending deletion",
    "400, NotFoundException, no such key in this account and region",
    "400, ThrottlingException, takes no more requests for now",
    "400, UnrecognizedClientException, AWS does not know these credentials",
    "500, KMSInternalException, KMS answered with status 500"
  })
  void anErrorIsSaidInWordsWithWhatKmsSays(int status, String code, String why) throws IOException {
    String said = "User: arn:aws:iam::111122223333:user/x is not `authorized`\n to do so";
    HttpServer server = answering(status, code, said);
    try (KmsClient kms = client(server.getAddress().getPort())) {
      assertThatThrownBy(() -> KmsKey.read(kms, KmsUri.parse("awskms:///alias/release")))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining(why)
          .hasMessageContaining("user/x is not 'authorized' to do so")
          .message()
          .doesNotContain(SECRET)
          .doesNotContain("\n");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyThereIsSaid() {
    try (KmsClient kms = client(1)) {
      assertThatThrownBy(() -> KmsKey.read(kms, KmsUri.parse("awskms:///alias/release")))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("KMS cannot be reached");
    }
  }

  @ParameterizedTest(name = "{0} names no key")
  @CsvSource({
    "awskms://alias/release",
    "awskms:///alias/",
    "awskms:///release",
    "awskms:///arn:aws:s3:eu-west-1:111122223333:key/x",
    "awskms:///alias/x?secret=wJalrXUtnFEMI-only-for-tests"
  })
  void whatNamesNoKeyIsRefusedAndNotRepeated(String uri) {
    assertThatThrownBy(() -> KmsUri.parse(uri))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("is written `awskms:///alias/NAME`")
        .message()
        .doesNotContain(SECRET);
  }

  private static KmsClient client(int port) {
    return KmsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", SECRET)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  private static HttpServer answering(int status, String code, String said) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        "{\"__type\":\"%s\",\"message\":\"%s\"}"
            .formatted(code, said.replace("\n", "\\n"))
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
