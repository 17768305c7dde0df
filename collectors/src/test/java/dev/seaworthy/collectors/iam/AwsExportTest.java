package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsExportTest {
  private static final String READ =
      "{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}";
  private static final String TRUST =
      "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
          + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}}";
  private static final String LOCAL = "arn:aws:iam::123456789012:policy/app";

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Effect':'Allow','Action':'s3:*','Resource':'*'              | allow s3:* * account",
        "'Effect':'Allow','Action':['a:B','c:D'],'Resource':['x','y'] | allow a:B,c:D x,y account",
        "'Effect':'Allow','NotAction':'iam:*','Resource':'*'          | allow !iam:* * account",
        "'Effect':'Allow','Action':'s3:*','NotResource':['x']         | allow s3:* !x account",
        "'Effect':'Deny','Action':'iam:*','Resource':'*'              | deny iam:* * account",
        "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'k':'true'}} | allow s3:* * account?",
        "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{} | allow s3:* * account",
      })
  void statements(String statement, String grant) {
    Snapshot snapshot = role(inline("{" + statement.replace('\'', '"') + "}"));
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(Input.grants(Input.principal(snapshot, "role app"))).containsExactly(grant);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Action':'s3:*','Resource':'*'",
        "'Effect':'allow','Action':'s3:*','Resource':'*'",
        "'Effect':'Allow','Resource':'*'",
        "'Effect':'Allow','Action':'s3:*'",
        "'Effect':'Allow','Action':'s3:*','NotAction':'s3:*','Resource':'*'",
        "'Effect':'Allow','Action':{'a':1},'Resource':'*'",
        "'Effect':'Allow','Action':['s3:*',7],'Resource':'*'",
      })
  void aStatementThatIsNoneIsAGapAndCostsNoOther(String statement) {
    Snapshot snapshot = role(inline("[{" + statement.replace('\'', '"') + "}," + READ + "]"));
    assertThat(Input.gaps(snapshot))
        .singleElement()
        .asString()
        .startsWith("INVALID_POLICY_DOCUMENT");
    assertThat(snapshot.gaps().get(0).affects())
        .containsExactly("iam/principal", "iam/role-comparison");
    assertThat(Input.grants(Input.principal(snapshot, "role app")))
        .containsExactly("allow s3:Get* * account");
  }

  @Test
  void documentsMayBeUrlEncodedText() {
    String document =
        "{\"Statement\": [{\"Effect\":\"Allow\",\"Action\":\"a:b+c\",\"Resource\":\"x y\"}]}";
    String encoded = URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    Snapshot snapshot = role(policy("\"" + encoded.replace("%2B", "+") + "\""));
    assertThat(Input.gaps(snapshot)).isEmpty();
    Evidence app = Input.principal(snapshot, "role app");
    assertThat(Input.grants(app)).containsExactly("allow a:b+c x y account");
    assertThat(
            app.locations()
                .locate(
                    JsonPath.of(
                        "RoleDetailList", 0, "RolePolicyList", 0, "PolicyDocument", "Statement", 0))
                .line())
        .isEqualTo(5);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"%zz\"",
        "\"%7B\"",
        "\"[]\"",
        "7",
        "null",
        "{}",
        "\"{\\\"a\\\":1,\\\"a\\\":2}\""
      })
  void aDocumentThatCannotBeReadIsAGap(String document) {
    assertThat(Input.gaps(role(policy(document))))
        .singleElement()
        .asString()
        .startsWith("INVALID_POLICY_DOCUMENT");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Principal':'*'                                 | *              | false",
        "'Principal':{'AWS':'*'}                         | AWS:*          | false",
        "'Principal':{'AWS':['arn:a','arn:b']}           | AWS:arn:a,AWS:arn:b | false",
        "'Principal':{'Service':'ec2.amazonaws.com'}     | Service:ec2.amazonaws.com | false",
        "'Principal':{'Federated':'arn:saml'},'Condition':{'StringEquals':{'a':'b'}} | Federated:arn:saml | true",
        "'NotPrincipal':{'AWS':'arn:a'}                  | *              | false",
      })
  void trust(String principal, String named, boolean conditional) {
    String document =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",%s}}"
            .formatted(principal.replace('\'', '"'));
    Snapshot snapshot = export("", "", role("app", document, ""), "");
    assertThat(Input.gaps(snapshot)).isEmpty();
    JsonNode trust = Input.attributes(Input.principal(snapshot, "role app")).path("trust");
    assertThat(trust.at("/0/condition").asText().startsWith("sha256:")).isEqualTo(conditional);
    ((ObjectNode) trust.get(0)).remove("condition");
    assertThat(trust)
        .hasToString(
            "[{\"actions\":[\"sts:AssumeRole\"],\"conditional\":%s,\"effect\":\"allow\",\"principals\":[\"%s\"]}]"
                .formatted(conditional, named.replace(",", "\",\"")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "\"Principal\":{},", "\"Principal\":{\"AWS\":[]},"})
  void trustThatNamesNobodyIsAGap(String principal) {
    String document =
        "{\"Statement\":{\"Effect\":\"Allow\"," + principal + "\"Action\":\"sts:AssumeRole\"}}";
    assertThat(Input.gaps(export("", "", role("app", document, ""), "")))
        .singleElement()
        .asString()
        .startsWith("INVALID_POLICY_DOCUMENT");
  }

  @Test
  void ofAManagedPolicyTheDefaultVersionCounts() {
    String versions =
        version("v1", false, READ.replace("s3:Get*", "old:*")) + "," + version("v2", true, READ);
    Snapshot snapshot =
        export("", "", role("app", TRUST, attached(LOCAL)), managed(LOCAL, "v2", versions));
    Evidence app = Input.principal(snapshot, "role app");
    assertThat(Input.grants(app)).containsExactly("allow s3:Get* * account");
    assertThat(Input.each(app, "/origin/kind")).containsExactly("ManagedPolicy");
    assertThat(Input.each(app, "/path/0")).containsExactly("Policies");
  }

  @Test
  void aDefaultVersionThatIsNotThereIsAGap() {
    Snapshot snapshot =
        export(
            "",
            "",
            role("app", TRUST, attached(LOCAL)),
            managed(LOCAL, "v3", version("v1", false, READ)));
    assertThat(Input.gaps(snapshot))
        .singleElement()
        .asString()
        .startsWith("INVALID_POLICY_DOCUMENT");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "arn:aws:iam::aws:policy/AdministratorAccess     | allow * * account",
        "arn:aws-cn:iam::aws:policy/IAMFullAccess        | allow iam:*,organizations:Describe*,organizations:List* * account",
        "arn:aws:iam::aws:policy/PowerUserAccess         | allow !iam:*,organizations:*,account:* * account",
      })
  void wellKnownPoliciesOfAwsAreRead(String arn, String grant) {
    Snapshot snapshot = export("", "", role("app", TRUST, attached(arn)), "");
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(Input.grants(Input.principal(snapshot, "role app"))).startsWith(grant);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "arn:aws:iam::aws:policy/service-role/Something",
        "arn:aws:iam::123456789012:policy/AdministratorAccess",
        "arn:aws:iam::123456789012:policy/app",
      })
  void anotherPolicyThatIsNotInTheExportIsAGapOnce(String arn) {
    Snapshot snapshot =
        export("", "", role("a", TRUST, attached(arn)) + "," + role("b", TRUST, attached(arn)), "");
    assertThat(Input.gaps(snapshot)).singleElement().asString().startsWith("POLICY_NOT_IN_EXPORT");
    assertThat(snapshot.gaps().get(0).problem().fix()).contains("AWSManagedPolicy");
    assertThat(Input.subjects(snapshot)).containsExactly("role a", "role b");
  }

  @Test
  void usersHaveTheRightsOfTheirGroups() {
    String user =
        "{\"UserName\":\"anna\",\"Arn\":\"arn:u\",\"GroupList\":[\"ops\"],\"UserPolicyList\":[%s]}"
            .formatted(inlinePolicy(READ.replace("s3:Get*", "own:*")));
    String group =
        "{\"GroupName\":\"ops\",\"Arn\":\"arn:g\",\"GroupPolicyList\":[%s]}"
            .formatted(inlinePolicy(READ));
    Snapshot snapshot = export(user, group, "", "");
    assertThat(Input.gaps(snapshot)).isEmpty();
    Evidence anna = Input.principal(snapshot, "user anna");
    assertThat(Input.grants(anna))
        .containsExactly("allow own:* * account", "allow s3:Get* * account");
    assertThat(Input.each(anna, "/via/name")).containsExactly("", "ops");
    assertThat(Input.each(Input.principal(snapshot, "group ops"), "/via/name")).containsExactly("");
    assertThat(Input.attributes(anna)).hasToString("{\"arn\":\"arn:u\",\"groups\":[\"ops\"]}");
  }

  @Test
  void aGroupThatIsNotInTheExportIsAGap() {
    String user = "{\"UserName\":\"anna\",\"Arn\":\"arn:u\",\"GroupList\":[\"ops\"]}";
    assertThat(Input.gaps(export(user, "", "", "")))
        .singleElement()
        .asString()
        .startsWith("GROUP_NOT_IN_EXPORT");
  }

  @Test
  void theBoundaryIsShown() {
    String boundary =
        "\"PermissionsBoundary\":{\"PermissionsBoundaryType\":\"Policy\",\"PermissionsBoundaryArn\":\"arn:b\"}";
    Snapshot snapshot = export("", "", role("app", TRUST, boundary), "");
    assertThat(Input.attributes(Input.principal(snapshot, "role app")).path("boundary").asText())
        .isEqualTo("arn:b");
  }

  @Test
  void findingsPointAtTheRoleAndAtItsStatements() {
    Evidence app = Input.principal(role(inline(READ)), "role app");
    assertThat(app.locations().locate(JsonPath.ROOT)).hasToString("aws.json:3:1");
    assertThat(Input.each(app, "/source/line")).containsExactly("5");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'UserDetailList':[],'RoleDetailList':[],'GroupDetailList':[],'IsTruncated':true} | TRUNCATED_EXPORT",
        "{'UserDetailList':[],'RoleDetailList':[]}                                        | INVALID_AWS_EXPORT",
        "{'UserDetailList':{},'RoleDetailList':[],'GroupDetailList':[]}                   | INVALID_AWS_EXPORT",
        "{'UserDetailList':[7],'RoleDetailList':[],'GroupDetailList':[]}                  | INVALID_AWS_EXPORT",
        "{'UserDetailList':[{'Arn':'a'}],'RoleDetailList':[],'GroupDetailList':[]}        | INVALID_AWS_EXPORT",
      })
  void anExportThatIsNotWholeIsAGap(String export, String code) {
    assertThat(Input.gaps(read(export.replace('\'', '"'))))
        .singleElement()
        .asString()
        .startsWith(code);
  }

  @Test
  void anExportThatIsTooLargeIsAGapOfItsOwn() {
    SourceFile file = new SourceFile("aws.json", 1L << 40, InputStream::nullInputStream);
    Document document = new Document.Streamed(file, Set.of("UserDetailList", "Policies"));
    IamCollector collector = new IamCollector(Salt.random());
    assertThat(collector.recognises(document)).isTrue();
    assertThat(collector.collect(document, Hints.NONE))
        .singleElement()
        .isInstanceOfSatisfying(
            Gap.class, gap -> assertThat(gap.problem().code()).isEqualTo("TOO_LARGE"));
  }

  @Test
  void namesWithLineBreaksDoNoHarm() {
    Snapshot snapshot = export("", "", role("a\\nb", TRUST, attached("arn:\\n")), "");
    assertThat(Input.gaps(snapshot)).singleElement().asString().startsWith("POLICY_NOT_IN_EXPORT");
  }

  private Snapshot role(String rest) {
    return export("", "", role("app", TRUST, rest), "");
  }

  private Snapshot export(String users, String groups, String roles, String policies) {
    return read(
        """
        {"UserDetailList": [%s],
        "RoleDetailList": [
        %s
        ],
        "GroupDetailList": [%s],
        "Policies": [%s]}
        """
            .formatted(users, roles, groups, policies));
  }

  private Snapshot read(String text) {
    return new Input(temp).file("aws.json", text).gather();
  }

  private static String role(String name, String trust, String rest) {
    return "{\"RoleName\":\"%s\",\"Arn\":\"arn:r\",\n\"AssumeRolePolicyDocument\":%s\n%s}"
        .formatted(name, trust, rest.isEmpty() ? "" : "," + rest);
  }

  private static String inline(String statements) {
    return policy("{\"Statement\":" + statements + "}");
  }

  private static String policy(String document) {
    return "\"RolePolicyList\":[{\"PolicyName\":\"p\",\"PolicyDocument\":" + document + "}]";
  }

  private static String inlinePolicy(String statement) {
    return "{\"PolicyName\":\"p\",\"PolicyDocument\":{\"Statement\":[" + statement + "]}}";
  }

  private static String attached(String arn) {
    return "\"AttachedManagedPolicies\":[{\"PolicyName\":\"app\",\"PolicyArn\":\"" + arn + "\"}]";
  }

  private static String managed(String arn, String version, String versions) {
    return "{\"PolicyName\":\"app\",\"Arn\":\"%s\",\"DefaultVersionId\":\"%s\",\"PolicyVersionList\":[%s]}"
        .formatted(arn, version, versions);
  }

  private static String version(String id, boolean isDefault, String statement) {
    return "{\"VersionId\":\"%s\",\"IsDefaultVersion\":%s,\"Document\":{\"Statement\":[%s]}}"
        .formatted(id, isDefault, statement);
  }
}
