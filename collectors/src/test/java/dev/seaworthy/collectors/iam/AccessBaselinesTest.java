package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessBaselinesTest {
  private static final String RECORD =
      """
      apiVersion: seaworthy.dev/v1
      kind: AccessBaseline
      environment: production
      at: 2026-11-20T09:30:00+01:00
      by: ops
      results: [before.json]
      """;

  private static final String ODOO =
      "{'kind':'OdooAccessExport','version':1,'groups':[{'id':'user'},{'id':'boss','implied':"
          + "['user']}],'access':[{'model':'stock','group':'user','read':true,'write':%s,"
          + "'create':false,'unlink':false}],'users':[{'login':'anna','active':%s,'groups':['%s']}]}";

  private static final String REALM =
      "{'realm':'erp','accessTokenLifespan':%s,'clients':[{'clientId':'web','redirectUris':%s}]}";

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}/{1}/{2} to {3}/{4}/{5}: {6}")
  @CsvSource({
    "false, true, user, false, true, user, ''",
    "false, true, user, true, true, user, widened write stock",
    "true, true, user, false, true, user, narrowed write stock",
    "false, true, user, false, true, boss, widened member boss",
    "false, false, user, false, true, user, widened member user;widened read stock",
    "false, true, user, false, false, user, narrowed member user;narrowed read stock",
  })
  void rightsOfTheErpAreCompared(
      boolean write,
      boolean active,
      String group,
      boolean now,
      boolean activeNow,
      String groupNow,
      String told) {
    Snapshot snapshot =
        gather(ODOO.formatted(write, active, group), ODOO.formatted(now, activeNow, groupNow));
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(String.join(";", changes(snapshot, "iam/role-comparison", "kind", "right")))
        .isEqualTo(told);
  }

  @Test
  void theStateBeforeIsNotJudgedAsTheRelease() {
    Snapshot snapshot =
        gather(ODOO.formatted(true, true, "user"), ODOO.formatted(true, true, "user"));
    assertThat(Input.principals(snapshot))
        .singleElement()
        .satisfies(one -> assertThat(one.source().file()).isEqualTo("after.json"));
    assertThat(Input.only("iam/principal-before", snapshot).source().file())
        .isEqualTo("before.json");
  }

  @ParameterizedTest(name = "{0}, {1} to {2}, {3}: {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "60 | ['https://a/']              | 60  | ['https://a/']              | \"\"",
        "60 | ['https://a/','https://b/'] | 60  | ['https://b/','https://a/'] | \"\"",
        "60 | ['https://a/']              | 60  | ['https://a/','https://*']  | web redirect-uri redirectUris",
        "60 | ['https://a/']              | 600 | ['https://a/']              | realm lifetime lifetimes.accessTokenLifespan",
      })
  void signOnIsCompared(String life, String uris, String lifeNow, String urisNow, String told) {
    Snapshot snapshot = gather(REALM.formatted(life, uris), REALM.formatted(lifeNow, urisNow));
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(
            String.join(
                ";", changes(snapshot, "iam/sign-on-comparison", "client", "aspect", "field")))
        .isEqualTo(told);
  }

  @Test
  void aClientThatIsNewIsAChange() {
    String two = REALM.formatted("60", "[]").replace("]}]}", "]},{'clientId':'new'}]}");
    Snapshot snapshot = gather(REALM.formatted("60", "[]"), two);
    assertThat(changes(snapshot, "iam/sign-on-comparison", "client", "aspect"))
        .containsExactly("new client");
  }

  @Test
  void aStateThatIsOnlyThereBeforeIsToldAsSuch() {
    Input input = new Input(temp).file("record.yaml", RECORD);
    Snapshot snapshot =
        input.file("before.json", REALM.formatted("60", "[]").replace('\'', '"')).gather();
    JsonNode content = Input.only("iam/sign-on-comparison", snapshot).content().node();
    assertThat(content.path("after")).isEmpty();
    assertThat(content.path("changes")).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsAGap() {
    Snapshot snapshot = new Input(temp).file("record.yaml", RECORD).gather();
    assertThat(Input.gaps(snapshot)).containsExactly("ACCESS_BASELINE_MISSING record.yaml:6:11");
  }

  @Test
  void whatTheStateBeforeHidesHidesComparisonsOnly() {
    Snapshot snapshot = gather("{'realm':'erp','clients':7}", REALM.formatted("60", "[]"));
    assertThat(snapshot.gaps())
        .filteredOn(gap -> gap.problem().code().equals("INVALID_REALM_EXPORT"))
        .singleElement()
        .satisfies(
            gap ->
                assertThat(gap.affects())
                    .containsExactly("iam/role-comparison", "iam/sign-on-comparison"));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Effect':'Allow','Action':'s3:*','Resource':'*'   | 'Effect':'Allow','Action':'s3:get*','Resource':'*'   | narrowed s3:* *",
        "'Effect':'Allow','Action':'s3:Get*','Resource':'*'| 'Effect':'Allow','Action':'S3:GetObject','Resource':'a'| narrowed s3:get* *",
        "'Effect':'Allow','Action':'s3:Get*','Resource':'a'| 'Effect':'Allow','Action':'s3:Get*','Resource':'a*'   | widened s3:get* a*",
        "'Effect':'Allow','Action':'s3:a','Resource':'*','Condition':{'B':{'c':'d'}} | 'Effect':'Allow','Action':'s3:a','Resource':'*' | widened s3:a *",
        "'Effect':'Allow','Action':'s3:a','Resource':'*','Condition':{'B':{'c':'d'}} | 'Effect':'Allow','Action':'s3:a','Resource':'*','Condition':{'B':{'c':'e'}} | narrowed s3:a * under a condition;widened s3:a * under a condition",
        "'Effect':'Allow','NotAction':'iam:*','Resource':'*'| 'Effect':'Allow','NotAction':['iam:*','s3:*'],'Resource':'*' | narrowed all but iam:* *",
        "'Effect':'Allow','Action':'s3:a','Resource':'*'   | 'Effect':'Allow','NotAction':'iam:*','Resource':'*' | widened all but iam:* *",
      })
  void policiesAreComparedByWhatTheyAllow(String before, String after, String told) {
    Snapshot snapshot = gather(aws(before), aws(after));
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(
            changes(snapshot, "iam/role-comparison", "kind", "right").stream()
                .filter(change -> !change.startsWith("moved"))
                .sorted())
        .isEqualTo(List.of(told.trim().split(";", -1)));
  }

  @Test
  void aDenialThatIsGoneWidens() {
    String allow = "'Effect':'Allow','Action':'s3:*','Resource':'*'";
    String deny = "'Effect':'Deny','Action':'s3:Put*','Resource':'*'";
    String other = "'Effect':'Deny','Action':'iam:*','Resource':'*'";
    Snapshot snapshot = gather(aws(allow + "},{" + deny + "},{" + other), aws(allow));
    assertThat(changes(snapshot, "iam/role-comparison", "kind", "right"))
        .containsExactly("widened deny s3:put* *");
  }

  @Test
  void tenThousandStatementsAreComparedOrGivenUpWithAGap() {
    StringBuilder many = new StringBuilder("'Effect':'Allow','Action':'s3:x','Resource':'*'");
    StringBuilder more = new StringBuilder(many);
    for (int i = 0; i < 10_000; i++) {
      many.append("},{'Effect':'Allow','Action':'a:").append(i).append("','Resource':'*'");
      more.append("},{'Effect':'Allow','Action':'b:").append(i).append("','Resource':'*'");
    }
    Snapshot snapshot = gather(aws(many.toString()), aws(more.toString()));
    assertThat(Input.gaps(snapshot)).containsExactly("TOO_MANY_GRANTS record.yaml:1:1");
  }

  private static String aws(String statement) {
    return "{'UserDetailList':[],'GroupDetailList':[],'RoleDetailList':[{'RoleName':'r','Arn':'arn:r',"
        + "'AssumeRolePolicyDocument':{'Statement':[]},'RolePolicyList':[{'PolicyName':'p',"
        + "'PolicyDocument':{'Statement':[{"
        + statement
        + "}]}}]}]}";
  }

  private Snapshot gather(String before, String after) {
    return new Input(temp)
        .file("record.yaml", RECORD)
        .file("before.json", before.replace('\'', '"'))
        .file("after.json", after.replace('\'', '"'))
        .gather();
  }

  private static List<String> changes(Snapshot snapshot, String kind, String... keys) {
    JsonNode changes = Input.only(kind, snapshot).content().node().path("changes");
    return StreamSupport.stream(changes.spliterator(), false)
        .map(
            change ->
                String.join(
                    " ", List.of(keys).stream().map(key -> change.path(key).asText()).toList()))
        .toList();
  }
}
