package dev.seaworthy.admission;

import dev.seaworthy.admission.AdmissionRequest.Operation;
import dev.seaworthy.collectors.document.StrictTree;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.Optional;
import java.util.Set;
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

  private static final Set<String> OBJECTS = Set.of("object", "oldObject");
  private static final String FIX = "send an AdmissionReview of `admission.k8s.io/v1` as JSON";

  private ReviewReader() {}

  /**
   * Reads a review.
   *
   * @throws AdmissionException if it is none, says what is wrong with it
   */
  public static AdmissionReview read(byte[] json) throws AdmissionException {
    Tree.Mapping fields = requestIn(tree(json, Set.of()));
    AdmissionRequest request = request(fields);
    Optional<Tree.Mapping> object = object(fields, "object");
    if (request.operation().stores() && object.isEmpty()) {
      throw malformed("`request.object` is missing");
    }
    return new AdmissionReview(request, object, object(fields, "oldObject"));
  }

  /**
   * Reads what a review is about, and passes over its objects: much cheaper than all of it, for an
   * answer that does not look at them.
   *
   * @throws AdmissionException if it is none; faults within the objects go unseen
   */
  public static AdmissionRequest readRequest(byte[] json) throws AdmissionException {
    return request(requestIn(tree(json, OBJECTS)));
  }

  private static Tree tree(byte[] json, Set<String> passedOver) throws AdmissionException {
    if (json.length > MAX_BYTES) {
      throw malformed("the review is larger than %d bytes".formatted(MAX_BYTES));
    }
    try {
      return StrictTree.readWithout(passedOver, json);
    } catch (NotCanonicalException e) {
      throw malformed("the review is not strict JSON: " + oneLine(e));
    }
  }

  private static Tree.Mapping requestIn(Tree tree) throws AdmissionException {
    Optional<Tree.Mapping> review =
        tree.asMapping()
            .filter(
                root -> root.text("apiVersion").filter("admission.k8s.io/v1"::equals).isPresent())
            .filter(root -> root.text("kind").filter("AdmissionReview"::equals).isPresent());
    if (review.isEmpty()) {
      throw malformed("`apiVersion` and `kind` are not those of an AdmissionReview");
    }
    return review.get().mapping("request").orElseThrow(() -> malformed("`request` is missing"));
  }

  private static AdmissionRequest request(Tree.Mapping fields) throws AdmissionException {
    String uid = text(fields, "uid");
    if (uid.isEmpty()) {
      throw malformed("`request.uid` is missing");
    }
    return new AdmissionRequest(
        uid,
        operation(text(fields, "operation")),
        kind(fields),
        text(fields, "subResource"),
        text(fields, "namespace"),
        text(fields, "name"),
        user(fields),
        fields.get("dryRun").map(Tree::plain).filter(Boolean.TRUE::equals).isPresent());
  }

  /** The kind as the client asked for it; absent in reviews that were written by hand. */
  private static String kind(Tree.Mapping fields) {
    return fields.mapping("kind").flatMap(kind -> kind.text("kind")).orElse("");
  }

  private static String user(Tree.Mapping fields) {
    return fields.mapping("userInfo").flatMap(user -> user.text("username")).orElse("");
  }

  private static Operation operation(String name) throws AdmissionException {
    return Stream.of(Operation.values())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> malformed("`request.operation` is not CREATE, UPDATE, DELETE or CONNECT"));
  }

  private static Optional<Tree.Mapping> object(Tree.Mapping fields, String key)
      throws AdmissionException {
    Optional<Tree> value = present(fields, key);
    if (value.isPresent() && value.get().asMapping().isEmpty()) {
      throw malformed("`request.%s` is not an object".formatted(key));
    }
    return value.flatMap(Tree::asMapping);
  }

  private static String text(Tree.Mapping fields, String key) throws AdmissionException {
    Optional<Tree> value = present(fields, key);
    if (value.isPresent() && value.get().asText().isEmpty()) {
      throw malformed("`request.%s` is not text".formatted(key));
    }
    return value.flatMap(Tree::asText).orElse("");
  }

  private static Optional<Tree> present(Tree.Mapping fields, String key) {
    return fields.get(key).filter(value -> !isNull(value));
  }

  private static boolean isNull(Tree value) {
    return value instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL;
  }

  private static String oneLine(NotCanonicalException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  private static AdmissionException malformed(String message) {
    return new AdmissionException("MALFORMED_REVIEW", message, FIX);
  }
}
