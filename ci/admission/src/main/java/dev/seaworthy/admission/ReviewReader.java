package dev.seaworthy.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.admission.AdmissionRequest.Operation;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads AdmissionReviews of {@code admission.k8s.io/v1}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/">
 *     Dynamic admission control</a>
 */
public final class ReviewReader {
  /** Bytes of a review: two objects of 3 MB, which is what etcd's limit allows, and more. */
  public static final int MAX_BYTES = 8 << 20;

  private static final String FIX = "send an AdmissionReview of `admission.k8s.io/v1` as JSON";

  private ReviewReader() {}

  /**
   * Reads a review.
   *
   * @throws AdmissionException if it is none, says what is wrong with it
   */
  public static AdmissionRequest read(byte[] json) throws AdmissionException {
    if (json.length > MAX_BYTES) {
      throw malformed("the review is larger than %d bytes".formatted(MAX_BYTES));
    }
    try {
      return request(StrictJson.parse(json));
    } catch (NotCanonicalException e) {
      throw malformed("the review is not strict JSON: " + oneLine(e));
    }
  }

  private static AdmissionRequest request(JsonNode review) throws AdmissionException {
    if (!review.path("apiVersion").asText().equals("admission.k8s.io/v1")
        || !review.path("kind").asText().equals("AdmissionReview")) {
      throw malformed("`apiVersion` and `kind` are not those of an AdmissionReview");
    }
    JsonNode request = review.path("request");
    String uid = text(request, "uid");
    if (uid.isEmpty()) {
      throw malformed("`request.uid` is missing");
    }
    Operation operation = operation(text(request, "operation"));
    Optional<String> object = object(request, "object");
    boolean stores = operation == Operation.CREATE || operation == Operation.UPDATE;
    if (stores && object.isEmpty()) {
      throw malformed("`request.object` is missing");
    }
    return new AdmissionRequest(
        uid,
        operation,
        kind(request),
        text(request, "subResource"),
        text(request, "namespace"),
        request.path("dryRun").asBoolean(),
        object,
        object(request, "oldObject"));
  }

  /** The kind as the client asked for it; absent in reviews that were written by hand. */
  private static String kind(JsonNode request) {
    return request.path("kind").path("kind").asText();
  }

  private static Operation operation(String name) throws AdmissionException {
    return Stream.of(Operation.values())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> malformed("`request.operation` is not CREATE, UPDATE, DELETE or CONNECT"));
  }

  private static Optional<String> object(JsonNode request, String key) throws AdmissionException {
    JsonNode object = request.path(key);
    if (object.isMissingNode() || object.isNull()) {
      return Optional.empty();
    }
    if (!object.isObject()) {
      throw malformed("`request.%s` is not an object".formatted(key));
    }
    return Optional.of(object.toString());
  }

  private static String text(JsonNode request, String key) throws AdmissionException {
    JsonNode value = request.path(key);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      throw malformed("`request.%s` is not text".formatted(key));
    }
    return value.asText("");
  }

  private static String oneLine(NotCanonicalException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  private static AdmissionException malformed(String message) {
    return new AdmissionException("MALFORMED_REVIEW", message, FIX);
  }
}
