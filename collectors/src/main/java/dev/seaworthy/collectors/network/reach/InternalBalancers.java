package dev.seaworthy.collectors.network.reach;

import com.google.common.base.Splitter;
import dev.seaworthy.collectors.document.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which Services of type LoadBalancer the internet does not reach: those that let in private
 * addresses alone, and those that a cloud gives an address of its own network. Only what is written
 * counts: what a cloud does without being told is its own affair.
 */
final class InternalBalancers {
  /** An annotation and the value, in small letters, that asks for an internal load balancer. */
  private record Wish(String annotation, String value) {}

  private static final String AWS_SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";

  private static final String AWS_INTERNAL =
      "service.beta.kubernetes.io/aws-load-balancer-internal";

  private static final String OLD_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

  /** As the documents of each cloud's controller have them. */
  private static final List<Wish> WISHES =
      List.of(
          new Wish("networking.gke.io/load-balancer-type", "internal"),
          new Wish("cloud.google.com/load-balancer-type", "internal"),
          new Wish("service.beta.kubernetes.io/azure-load-balancer-internal", "true"),
          new Wish("service.beta.kubernetes.io/openstack-internal-load-balancer", "true"),
          new Wish("service.beta.kubernetes.io/oci-load-balancer-internal", "true"),
          new Wish("service.beta.kubernetes.io/do-loadbalancer-network", "internal"),
          new Wish(
              "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "intranet"),
          new Wish("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", "private"));

  private InternalBalancers() {}

  /**
   * Whether this Service is one.
   *
   * @param root of its manifest
   */
  static boolean hold(Tree.Mapping root, Tree.Mapping spec) {
    if (!spec.text("type").orElse("").equals("LoadBalancer")
        || !spec.items("externalIPs").isEmpty()) {
      return false;
    }
    Optional<Tree.Mapping> annotations =
        root.mapping("metadata").flatMap(metadata -> metadata.mapping("annotations"));
    return admitsPrivateAlone(spec, annotations)
        || annotations.filter(InternalBalancers::isAskedFor).isPresent();
  }

  private static boolean isAskedFor(Tree.Mapping annotations) {
    // The scheme is read first where both are there.
    String scheme = value(annotations, AWS_SCHEME);
    if (!scheme.isEmpty()) {
      return scheme.equals("internal");
    }
    // Old controllers took any word for yes, such as `0.0.0.0/0`.
    String internal = value(annotations, AWS_INTERNAL);
    return (!internal.isEmpty() && !internal.equals("false"))
        || WISHES.stream()
            .anyMatch(wish -> value(annotations, wish.annotation()).equals(wish.value()));
  }

  private static String value(Tree.Mapping annotations, String name) {
    return annotations
        .get(name)
        .flatMap(InternalBalancers::text)
        .map(text -> text.strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** A value without quotation marks is a truth value, which Kubernetes itself would refuse. */
  private static Optional<String> text(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean truth
        ? Optional.of(truth.toString())
        : tree.asText();
  }

  private static boolean admitsPrivateAlone(Tree.Mapping spec, Optional<Tree.Mapping> annotations) {
    List<Tree> written = spec.items("loadBalancerSourceRanges");
    Stream<String> ranges =
        written.isEmpty()
            ? annotations.flatMap(one -> one.text(OLD_RANGES)).stream()
                .flatMap(
                    text -> Splitter.on(',').trimResults().omitEmptyStrings().splitToStream(text))
            : written.stream().map(one -> one.asText().orElse(""));
    List<String> all = ranges.toList();
    return !all.isEmpty() && all.stream().noneMatch(PublicAddresses::mayHold);
  }
}
