package dev.seaworthy.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReviewReaderTest {
  private static final String REVIEW =
      """
      {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1",
      "kind":{"kind":"Pod"},"operation":"UPDATE","namespace":"shop","dryRun":true,
      "subResource":"resize","name":"web","userInfo":{"username":"alice"},"object":{"a":1},"oldObject":{"a":2}}}
      """;

  @Test
  void whatARequestIsAboutIsReadWithAndWithoutItsObjects() throws AdmissionException {
    AdmissionReview review = ReviewReader.read(REVIEW.getBytes(UTF_8));
    assertThat(review.request())
        .isEqualTo(ReviewReader.readRequest(REVIEW.getBytes(UTF_8)))
        .isEqualTo(
            new AdmissionRequest(
                "u-1",
                AdmissionRequest.Operation.UPDATE,
                "Pod",
                "resize",
                "shop",
                "web",
                "alice",
                true));
    assertThat(review.object().orElseThrow().plain()).containsEntry("a", 1L);
    assertThat(review.oldObject().orElseThrow().plain()).containsEntry("a", 2L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"uid\":\"u-1\",  |                    | `request.uid` is missing",
        "UPDATE            | PATCH              | `request.operation` is not",
        "{\"a\":1}         | [1]                | `request.object` is not an object",
        "{\"a\":1}         | null               | `request.object` is missing",
        "{\"a\":1}         | {\"a\":1,\"a\":2}  | the key `a` is there twice",
        "\"shop\"          | 7                  | `request.namespace` is not text"
      })
  void aFaultIsNamed(String text, String fault, String message) {
    String review = REVIEW.replace(text, fault == null ? "" : fault);
    assertThatThrownBy(() -> ReviewReader.read(review.getBytes(UTF_8)))
        .isInstanceOf(AdmissionException.class)
        .hasMessageContaining(message);
  }
}
