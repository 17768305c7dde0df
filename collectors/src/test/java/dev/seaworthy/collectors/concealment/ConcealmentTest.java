package dev.seaworthy.collectors.concealment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.seaworthy.engine.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is concealed, and above all what is not. */
final class ConcealmentTest {
  private static final int HOSTILE_LENGTH = 200_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          postgres://u:s3cret@db/app?sslmode=require | postgres://u:MARK@db/app?sslmode=require
          --password=s3cret                          | --password=MARK
          --set auth.password=s3cret --wait          | --set auth.password=MARK --wait
          {"password":"s3 cret","host":"db"}         | {"password":"MARK","host":"db"}
          host=db password='s3 cret' user=app        | host=db password='MARK' user=app
          https://h/x?a=1&token=s3cret&b=2           | https://h/x?a=1&token=MARK&b=2
          Authorization: Bearer abc.def-123456       | Authorization: Bearer MARK
          curl -u admin:s3cret https://h             | curl -u admin:MARK https://h
          ALTER ROLE app PASSWORD 's3''cret'         | ALTER ROLE app PASSWORD 'MARK'
          PASSWORD=${PASSWORD:-s3cret}               | PASSWORD=${PASSWORD:-MARK}
          """)
  void theShapeAroundASecretStays(String text, String concealed) {
    assertThat(Concealment.ofText(text)).isEqualTo(concealed.replace("MARK", Mark.TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--password-file=/run/secrets/password",
        "--password=$(DB_PASSWORD)",
        "--password=${DB_PASSWORD}",
        "postgres://app:$(DB_PASSWORD)@db/app",
        "postgres://db.example:5432/app",
        "registry.example/vault-secrets:1.2@sha256:"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf",
        "existingSecret: app-credentials",
        "secretName: app-tls",
        "token: {{ .Values.token }}",
        "password=true",
        "rate(http_requests_total{secret=~\"app.*\"}[5m]) == 0",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n",
        "proxy_set_header X-Api-Key $http_x_api_key;",
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Concealment.ofText(text)).isEqualTo(text);
  }

  /** What other controls join on, or judge by its value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'spec':{'tls':{'secretName':'app-tls'}}}",
        "{'spec':{'basicAuth':{'secret':'traefik-users'}}}",
        "{'metadata':{'annotations':{'nginx.ingress.kubernetes.io/auth-secret':'ns/users'}}}",
        "{'metadata':{'annotations':{'checksum/secret':'0123456789abcdef0123456789abcdef'}}}",
        "{'metadata':{'annotations':{'cert-manager.io/private-key-algorithm':'ECDSA'}}}",
        "{'secrets':[{'name':'app-token'}],'imagePullSecrets':[{'name':'registry'}]}",
        "{'spec':{'data':[{'secretKey':'password','remoteRef':{'key':'app/db','property':'p'}}]}}",
        "{'env':[{'name':'DB_PASSWORD','valueFrom':{'secretKeyRef':{'name':'db','key':'pw'}}}]}",
        "{'env':[{'name':'DB_PASSWORD_FILE','value':'/run/secrets/db'}]}",
        "{'spec':{'serviceAccountToken':{'audience':'vault','path':'token'}}}",
        "{'spec':{'smtp':{'passwordSecretRef':'smtp','tokenSecret':'mail-token'}}}",
        "{'kind':'ClusterRole','metadata':{'name':'secret:reader'},'rules':[{'resources':['secrets']}]}",
        "{'data':{'password':{'redacted':'sha256-hmac:00','length':3}},'kind':'Secret'}",
        "{'labels':{'token':'blue'},'matchLabels':{'password':'none-of-it'}}",
        "{'caBundle':'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo='}",
      })
  void referencesStay(String json) {
    CanonicalJson content = json(json);
    assertThat(Concealment.ofObject(content)).isEqualTo(content);
  }

  @Test
  void aLiteralUnderTheNameOfAReferenceIsNoReference() {
    assertThat(concealed("{'spec':{'secret':'f00dcafe0123456789abcdef'}}"))
        .doesNotContain("f00dcafe");
  }

  @Test
  void concealingAgainChangesNothing() {
    CanonicalJson content =
        json(
            "{'env':[{'name':'A_TOKEN','value':'x1'},{'name':'U','value':'http://u:p@h'}],"
                + "'args':['--password','x2','-u','a:b'],'kind':'ConfigMap','metadata':{},"
                + "'data':{'a.conf':'token = abc\\npasswords:\\n- x\\n','k':'"
                + "-----BEGIN PRIVATE KEY-----\\nMIIB0123\\n-----END PRIVATE KEY-----\\n'}}");
    CanonicalJson once = Concealment.ofObject(content);
    assertThat(once).isNotEqualTo(content);
    assertThat(Concealment.ofObject(once)).isEqualTo(once);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void documentsWithoutSecretsStay(long seed) {
    CanonicalJson content = CanonicalJson.of(harmless(new Random(seed), 4));
    assertThat(Concealment.ofObject(content)).isEqualTo(content);
  }

  static Stream<String> hostile() {
    return Stream.of(
            "eyJ-",
            "password",
            "password   ",
            "password=",
            "-----BEGIN PRIVATE KEY-----",
            "://a:",
            "$1$",
            "user a >",
            "\"",
            "\\",
            "token: '",
            "{\"a\":",
            "[",
            "- password:\n",
            "aws secret ",
            "Basic ",
            "login ",
            "mysql ",
            "PASSWORD '",
            "<password>",
            "ENV ",
            "_header token ",
            "LS0tLS1CRUdJTi",
            "{\"",
            "set $token ",
            "A=",
            "stringData:\n ")
        .map(part -> part.repeat(HOSTILE_LENGTH / part.length()));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noTextTakesLong(String text) {
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Concealment.ofText(text));
  }

  private static Object harmless(Random random, int depth) {
    List<String> names =
        List.of(
            "spec",
            "replicas",
            "secretName",
            "serviceAccountName",
            "host",
            "path",
            "name",
            "env",
            "args",
            "data",
            "labels",
            "annotations",
            "passwordFile",
            "tokenTtl",
            "image",
            "value");
    List<String> values =
        List.of(
            "web",
            "db.example:5432",
            "https://h.example/a?b=c",
            "/etc/tls/tls.key",
            "100m",
            "a: b\nc: d\n",
            "--config=/etc/app.conf",
            "harbor/auth:1",
            "a=b;c=d",
            "app-secrets",
            "Name <mail@example.com>",
            "select 1",
            "$(POD_NAME)",
            "{\"a\": [1, \"b\"]}");
    if (depth == 0 || random.nextInt(3) == 0) {
      return values.get(random.nextInt(values.size()));
    }
    if (random.nextInt(3) == 0) {
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(harmless(random, depth - 1));
      }
      return list;
    }
    Map<String, Object> map = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(names.get(random.nextInt(names.size())), harmless(random, depth - 1));
    }
    return map;
  }

  private static String concealed(String json) {
    return Concealment.ofObject(json(json)).toString();
  }

  private static CanonicalJson json(String json) {
    return CanonicalJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
