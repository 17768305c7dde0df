package dev.seaworthy.collectors.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API server itself is asked, by SubjectAccessReview, what random subjects may do by random
 * roles. {@code ci/components/kubernetes.sh} starts one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RbacLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final int SEEDS = Integer.getInteger("seaworthy.test.seeds", 5);
  private static final int REQUESTS = 800;
  private static final int SETTLED_READS = 4;
  private static final int MOST_READS = 120;
  private static final long READ_EVERY_MILLIS = 500;

  @TempDir Path temp;

  private KubernetesClient client =
      new KubernetesClientBuilder().withConfig(Config.empty()).build();

  @BeforeAll
  void connect() {
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    client.close();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(new File(String.valueOf(file))))
            .build();
    RandomRbac.NAMESPACES.forEach(
        name ->
            client
                .resource(
                    new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
                .serverSideApply());
  }

  @AfterAll
  void disconnect() {
    client.close();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theApiServerAgrees(long seed) throws InterruptedException {
    RandomRbac random = new RandomRbac(seed);
    String manifests = random.manifests();
    String before = Serialization.asYaml(stored());
    List<HasMetadata> created =
        client.load(new ByteArrayInputStream(manifests.getBytes(UTF_8))).create();
    try {
      settle();
      RbacPermissions permissions =
          RbacPermissions.of(
              new Input(temp).file("before.yaml", before).file("random.yaml", manifests).gather());
      compare(random, permissions);
    } finally {
      client.resourceList(created).delete();
      settle();
      // The controller makes anew what it was just filling.
      client.resourceList(created).delete();
      settle();
    }
  }

  private void compare(RandomRbac random, RbacPermissions permissions) {
    List<String> disagreements = new ArrayList<>();
    int allowed = 0;
    for (int i = 0; i < REQUESTS; i++) {
      RbacIdentity identity = random.identity();
      RbacRequest request = random.request();
      boolean theirs = review(identity, request);
      if (theirs != permissions.allows(identity, request)) {
        disagreements.add("%s %s: server says %s".formatted(identity, request, theirs));
      }
      allowed += theirs ? 1 : 0;
    }
    assertThat(disagreements).isEmpty();
    // Or the draw would prove little.
    assertThat(allowed).isBetween(REQUESTS / 10, REQUESTS - REQUESTS / 10);
  }

  private boolean review(RbacIdentity identity, RbacRequest request) {
    SubjectAccessReviewBuilder review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(identity.user())
            .withGroups(List.copyOf(identity.groups()))
            .endSpec();
    if (request instanceof RbacRequest.Url url) {
      review.editSpec().withNewNonResourceAttributes(url.path(), url.verb()).endSpec();
    } else if (request instanceof RbacRequest.Resource asked) {
      review
          .editSpec()
          .withNewResourceAttributes()
          .withVerb(asked.verb())
          .withGroup(asked.group())
          .withResource(asked.resource())
          .withSubresource(asked.subresource())
          .withName(asked.name())
          .withNamespace(asked.namespace())
          .endResourceAttributes()
          .endSpec();
    }
    SubjectAccessReview answer = client.resource(review.build()).create();
    return answer.getStatus().getAllowed();
  }

  /**
   * Waits until no right changes: a controller fills aggregated roles, the server caches them.
   * Roles that aggregate one another never come to rest: their rules stay the same, and change
   * places for ever.
   */
  private void settle() throws InterruptedException {
    List<String> last = List.of();
    int same = 0;
    for (int reads = 0; same < SETTLED_READS; reads++) {
      assertThat(reads).as("reads until the roles are settled").isLessThan(MOST_READS);
      Thread.sleep(READ_EVERY_MILLIS);
      List<String> now = stored().getItems().stream().map(RbacLiveTest::meaning).toList();
      same = now.equals(last) ? same + 1 : 0;
      last = now;
    }
  }

  private static String meaning(HasMetadata object) {
    if (object instanceof ClusterRole role) {
      return role.getMetadata().getName()
          + role.getRules().stream().map(Serialization::asYaml).collect(toCollection(TreeSet::new));
    }
    return Serialization.asYaml(object);
  }

  private KubernetesList stored() {
    Stream<HasMetadata> roles =
        Stream.concat(
            client.rbac().roles().inAnyNamespace().list().getItems().stream(),
            client.rbac().clusterRoles().list().getItems().stream());
    Stream<HasMetadata> bindings =
        Stream.concat(
            client.rbac().roleBindings().inAnyNamespace().list().getItems().stream(),
            client.rbac().clusterRoleBindings().list().getItems().stream());
    return new KubernetesListBuilder().withItems(Stream.concat(roles, bindings).toList()).build();
  }
}
