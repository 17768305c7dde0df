package dev.seaworthy.collectors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster and its network can do wrong. */
class ClusterFaultsTest {
  private static final String A = "ConfigMap quay/a";
  private static final String B = "ConfigMap quay/b";
  private static final String PLACE = "cluster:fake";

  @TempDir Path temp;
  private final FakeApi api = new FakeApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void whatIsThereIsReadByGetOnly() {
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.gaps(snapshot)).isEmpty();
    assertThat(FakeApi.names(snapshot)).containsExactly(A, B);
    assertThat(api.requests()).isNotEmpty().allMatch(request -> request.startsWith("GET "));
  }

  @Test
  void coverageCountsListsAndObjects() {
    assertThat(api.gather(temp).coverage().toTree())
        .containsEntry("requested", List.of(PLACE))
        .containsEntry("filesFound", 3)
        .containsEntry("filesRead", 3)
        .containsEntry("documents", 2);
  }

  @Test
  void pagesAreOneList() {
    pages();
    assertThat(FakeApi.names(api.gather(temp))).containsExactly(A, B);
    assertThat(api.requests(FakeApi.CONFIG_MAPS)).isEqualTo(2);
  }

  @Test
  void aListThatExpiresBeginsAnew() {
    AtomicInteger second = new AtomicInteger();
    api.on(
        FakeApi.CONFIG_MAPS,
        (exchange, query) -> {
          if (!query.contains("continue=")) {
            page(exchange, FakeApi.list("ConfigMapList", "next", FakeApi.map("a")));
          } else if (second.incrementAndGet() == 1) {
            FakeApi.send(exchange, 410, "application/json", "{'kind': 'Status'}");
          } else {
            page(exchange, FakeApi.list("ConfigMapList", "", FakeApi.map("b")));
          }
        });
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.names(snapshot)).containsExactly(A, B);
    assertThat(FakeApi.gaps(snapshot)).isEmpty();
  }

  @Test
  void aListThatExpiresAgainAndAgainIsAGap() {
    api.on(
        FakeApi.CONFIG_MAPS,
        (exchange, query) -> {
          if (query.contains("continue=")) {
            FakeApi.send(exchange, 410, "application/json", "{'kind': 'Status'}");
          } else {
            page(exchange, FakeApi.list("ConfigMapList", "next", FakeApi.map("a")));
          }
        });
    assertThat(FakeApi.gaps(api.gather(temp)))
        .containsExactly("LIST_EXPIRED cluster:fake/api/v1/configmaps");
  }

  @ParameterizedTest(name = "{0} is asked again")
  @CsvSource({"429", "500", "503", "504"})
  void aBusyServerIsAskedAgain(int code) {
    AtomicInteger asked = new AtomicInteger();
    api.on(
        FakeApi.CONFIG_MAPS,
        (exchange, query) -> {
          if (asked.incrementAndGet() == 1) {
            FakeApi.send(exchange, code, "application/json", "{'kind': 'Status'}");
          } else {
            page(exchange, FakeApi.list("ConfigMapList", "", FakeApi.map("a")));
          }
        });
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.names(snapshot)).containsExactly(A);
    assertThat(FakeApi.gaps(snapshot)).isEmpty();
  }

  @Test
  void aServerThatStaysBusyIsAGapAfterSoManyRetries() {
    api.status(FakeApi.DEPLOYMENTS, 500, "conversion webhook for shop failed");
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.gaps(snapshot))
        .containsExactly("SERVER_BUSY cluster:fake/apis/apps/v1/deployments");
    assertThat(snapshot.gaps().get(0).problem().message()).contains("conversion webhook");
    assertThat(FakeApi.names(snapshot)).containsExactly(A, B);
    assertThat(api.requests(FakeApi.DEPLOYMENTS)).isEqualTo(FakeApi.IMPATIENT.retries() + 1L);
  }

  @Test
  void aServerThatWantsToBeLeftAloneForADayIsNotWaitedFor() {
    api.on(
        FakeApi.DEPLOYMENTS,
        (exchange, query) -> {
          exchange.getResponseHeaders().set("Retry-After", "86400");
          FakeApi.send(exchange, 429, "application/json", "{}");
        });
    assertThat(FakeApi.gaps(api.gather(temp)))
        .containsExactly("SERVER_BUSY cluster:fake/apis/apps/v1/deployments");
  }

  @Test
  void aForbiddenKindHidesWhatItsKindHides() {
    api.status(FakeApi.DEPLOYMENTS, 403, "deployments.apps is forbidden");
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.gaps(snapshot))
        .containsExactly("FORBIDDEN cluster:fake/apis/apps/v1/deployments");
    Gap gap = snapshot.gaps().get(0);
    assertThat(gap.mayHide("kubernetes/workload")).isTrue();
    assertThat(gap.mayHide("image/scan")).isFalse();
    assertThat(FakeApi.names(snapshot)).containsExactly(A, B);
  }

  @Test
  void aServerThatFallsSilentInTheMiddleOfAListIsAGap() {
    api.on(
        FakeApi.CONFIG_MAPS,
        (exchange, query) ->
            FakeApi.stall(exchange, "{'kind':'ConfigMapList','items':[" + FakeApi.map("a")));
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.gaps(snapshot))
        .containsExactly("SERVER_SILENT cluster:fake/api/v1/configmaps");
    assertThat(FakeApi.names(snapshot)).isEmpty();
  }

  @Test
  void aServerThatIsGoneIsNotAskedForEverything() {
    api.on(FakeApi.CONFIG_MAPS, (exchange, query) -> FakeApi.stall(exchange, "{"));
    api.on(FakeApi.SECRETS, (exchange, query) -> FakeApi.stall(exchange, "{"));
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.gaps(snapshot))
        .containsExactly(
            "SERVER_SILENT cluster:fake",
            "SERVER_SILENT cluster:fake/api/v1/configmaps",
            "SERVER_SILENT cluster:fake/api/v1/secrets");
    assertThat(snapshot.gaps().get(0).mayHide("kubernetes/workload")).isTrue();
    assertThat(api.requests(FakeApi.DEPLOYMENTS)).isZero();
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() {
    AtomicInteger asked = new AtomicInteger();
    api.on(
        FakeApi.CONFIG_MAPS,
        (exchange, query) -> {
          String list = FakeApi.list("ConfigMapList", "", FakeApi.map("a")).replace('\'', '"');
          if (asked.incrementAndGet() == 1) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, list.length());
            exchange
                .getResponseBody()
                .write(list.substring(0, 80).getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new java.io.IOException("the server goes down");
          }
          page(exchange, list);
        });
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.names(snapshot)).containsExactly(A);
    assertThat(FakeApi.gaps(snapshot)).isEmpty();
  }

  @Test
  void anIdentityThatIsNotAcceptedEndsIt() {
    api.status("/api", 401, "Unauthorized");
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.gaps(snapshot)).containsExactly("CREDENTIALS_REFUSED " + PLACE);
    assertThat(snapshot.gaps().get(0).mayHide("iam/principal")).isTrue();
  }

  @Test
  void anIdentityThatExpiresOnTheWayEndsIt() {
    api.status(FakeApi.CONFIG_MAPS, 401, "Unauthorized");
    assertThat(FakeApi.gaps(api.gather(temp)))
        .containsExactly(
            "CREDENTIALS_REFUSED cluster:fake",
            "CREDENTIALS_REFUSED cluster:fake/api/v1/configmaps");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html        | <html>log in</html>",
        "application/json | <html>log in</html>",
        "application/json | {'kind': 'ConfigMapList', 'items': [{'metadata': ",
        "application/json | {'kind': 'ConfigMap', 'data': {}}",
        "application/json | []",
        "application/json | {'kind': 'ConfigMapList', 'kind': 'ConfigMapList', 'items': [3]}",
      })
  void anAnswerThatIsNoListIsAGap(String type, String text) {
    api.on(FakeApi.CONFIG_MAPS, (exchange, query) -> FakeApi.send(exchange, 200, type, text));
    assertThat(FakeApi.gaps(api.gather(temp)))
        .containsExactly("NOT_AN_ANSWER cluster:fake/api/v1/configmaps");
  }

  @Test
  void aGroupThatCannotBeDiscoveredIsAGapOfThatGroup() {
    api.json(
        "/apis",
        "{'groups': [%s, %s]}".formatted(FakeApi.group("apps"), FakeApi.group("shop.example")));
    api.status("/apis/shop.example/v1", 503, "no endpoints");
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.gaps(snapshot))
        .containsExactly("SERVER_BUSY cluster:fake/apis/shop.example/v1");
    assertThat(snapshot.gaps().get(0).affects()).containsExactly("kubernetes/object");
    assertThat(FakeApi.names(snapshot)).containsExactly(A, B);
  }

  @Test
  void aLostGroupOfWorkloadsHidesWorkloads() {
    api.status("/apis/apps/v1", 503, "no endpoints");
    assertThat(api.gather(temp).gaps().get(0).mayHide("kubernetes/workload")).isTrue();
  }

  @Test
  void aKindThatIsNotThereIsAGap() {
    assertThat(FakeApi.gaps(api.gather(temp, List.of("cm", "boats"))))
        .containsExactly("NO_SUCH_KIND " + PLACE);
  }

  @ParameterizedTest(name = "--kinds {0}")
  @CsvSource({"cm", "ConfigMap", "configmaps", "CM"})
  void kindsHaveTheNamesThatKubectlKnows(String name) {
    assertThat(FakeApi.names(api.gather(temp, List.of(name)))).containsExactly(A, B);
    assertThat(api.requests(FakeApi.DEPLOYMENTS)).isZero();
  }

  @Test
  void aConfigMapOfTenMegabytesIsRead() {
    String large = FakeApi.map("a").replace("'v'", "'" + "x".repeat(10 << 20) + "'");
    api.json(FakeApi.CONFIG_MAPS, FakeApi.list("ConfigMapList", "", large));
    assertThat(FakeApi.names(api.gather(temp))).containsExactly(A);
  }

  @Test
  void anItemThatIsNoObjectIsAGap() {
    api.json(FakeApi.CONFIG_MAPS, FakeApi.list("ConfigMapList", "", "3", FakeApi.map("b")));
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.gaps(snapshot))
        .containsExactly("NOT_AN_ANSWER cluster:fake/api/v1/configmaps");
    assertThat(FakeApi.names(snapshot)).containsExactly(B);
  }

  @Test
  void nothingToReadIsAGap() {
    api.json(FakeApi.CONFIG_MAPS, FakeApi.list("ConfigMapList", ""));
    assertThat(FakeApi.gaps(api.gather(temp))).containsExactly("NO_EVIDENCE " + PLACE);
  }

  private void pages() {
    api.on(
        FakeApi.CONFIG_MAPS,
        (exchange, query) ->
            page(
                exchange,
                query.contains("continue=next")
                    ? FakeApi.list("ConfigMapList", "", FakeApi.map("b"))
                    : FakeApi.list("ConfigMapList", "next", FakeApi.map("a"))));
  }

  private static void page(com.sun.net.httpserver.HttpExchange exchange, String json)
      throws java.io.IOException {
    FakeApi.send(exchange, 200, "application/json", json);
  }
}
