package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeycloakExportTest {
  /** What Keycloak 26.7.3 wrote of its first realm. */
  private static final Path LIVE =
      Path.of(
          System.getProperty("repository.root", "."),
          "..",
          "shared",
          "oracles",
          "live",
          "keycloak-realm-partial-export.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SECRETS =
      """
      {'realm':'erp','smtpServer':{'host':'mx','user':'u','password':'s3cret-smtp'},
       'clients':[{'clientId':'web','secret':'s3cret-client','registrationAccessToken':'s3cret-token',
         'adminUrl':'https://admin:s3cret-url@web.example/',
         'attributes':{'saml.signing.private.key':'s3cret-key','client.secret.rotated':'s3cret-old',
           'saml.signing.certificate':'AAAA'},
         'protocolMappers':[{'name':'fixed','protocolMapper':'oidc-hardcoded-claim-mapper',
           'config':{'claim.name':'plan','claim.value':'s3cret-claim'}}]}],
       'identityProviders':[{'alias':'idp','config':{'clientId':'x','clientSecret':'s3cret-idp'}}],
       'components':{'org.keycloak.keys.KeyProvider':[{'name':'rsa','providerId':'rsa',
           'config':{'privateKey':['s3cret-private'],'priority':['100'],'algorithm':['RS256']}}],
         'org.keycloak.storage.UserStorageProvider':[{'name':'ldap','providerId':'ldap',
           'config':{'bindCredential':['s3cret-bind'],'connectionUrl':['ldaps://u:s3cret-ldap@dir']}}]},
       'users':[{'username':'anna','attributes':{'pin':['s3cret-pin']},
         'credentials':[{'type':'password','secretData':'s3cret-hash','value':'s3cret-value'}]}],
       'accessTokenLifespan':300}""";

  @TempDir Path temp;

  @Test
  void aRealExportIsReadWithoutAGap() {
    assumeThat(LIVE).as("an export of a real server").exists();
    Snapshot snapshot = new Input(temp).file("realm.json", read(LIVE)).gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    JsonNode realm = Input.only("iam/realm", snapshot).content().node();
    assertThat(realm.at("/secondFactor/browserFlow").asText()).isEqualTo("conditional");
    assertThat(realm.at("/secondFactor/directGrantFlow").asText()).isEqualTo("conditional");
    assertThat(realm.at("/lifetimes/accessTokenLifespan").asInt()).isEqualTo(60);
    assertThat(realm.at("/lockOut/bruteForceProtected").asBoolean(true)).isFalse();
    assertThat(realm.path("scopes")).hasSize(15);
    assertThat(clients(snapshot))
        .containsExactly(
            "account",
            "account-console",
            "admin-cli",
            "broker",
            "master-realm",
            "security-admin-console");
    assertThat(client(snapshot, "security-admin-console").path("pkce").asText()).isEqualTo("S256");
    assertThat(client(snapshot, "account-console").at("/scopes/roles"))
        .extracting(JsonNode::asText)
        .containsExactly("account/manage-account", "account/view-groups");
  }

  @Test
  void aCompositeRoleOfARealExportBringsClientRoles() {
    assumeThat(LIVE).as("an export of a real server").exists();
    Snapshot snapshot = new Input(temp).file("realm.json", read(LIVE)).gather();
    assertThat(Input.grants(Input.principal(snapshot, "role master/default-roles-master")))
        .contains(
            "allow role offline_access realm:master",
            "allow role account/manage-account client:account")
        // Brought by `manage-account`, which the composite itself does not tell.
        .contains("allow role account/manage-account-links client:account");
  }

  @Test
  void noSecretReachesEvidence() throws IOException {
    Snapshot snapshot = new Input(temp).file("realm.json", SECRETS.replace('\'', '"')).gather();
    assertThat(snapshot.evidence()).hasSize(3);
    String all =
        snapshot.evidence().stream().map(one -> one.content().toString()).toList().toString()
            + snapshot.gaps();
    assertThat(all).contains("plan", "RS256", "ldaps://…@dir").doesNotContain("s3cret");
  }

  @Test
  void aHiddenSettingOfAMapperShowsThatItChanged() {
    String other = SECRETS.replace("s3cret-claim", "s3cret-other");
    assertThat(mapperOf(SECRETS)).isEqualTo(mapperOf(SECRETS)).isNotEqualTo(mapperOf(other));
  }

  private JsonNode mapperOf(String export) {
    Path folder = Input.made(temp.resolve("m"));
    Snapshot snapshot = new Input(folder).file("realm.json", export.replace('\'', '"')).gather();
    return client(snapshot, "web").at("/mappers/0/config/claim.value");
  }

  @Test
  void membersHoldWhatTheirGroupsAndTheGroupsAboveHold() {
    String export =
        """
        {'realm':'erp',
         'roles':{'realm':[{'name':'clerk','composites':{'client':{'api':['read']}}}],
           'client':{'api':[{'name':'read'},{'name':'write','composites':{'client':{'api':['read']}}}]}},
         'groups':[{'name':'staff','realmRoles':['clerk'],
           'subGroups':[{'name':'lead','clientRoles':{'api':['write']}}]}],
         'users':[{'username':'anna','groups':['/staff/lead'],'enabled':false}]}""";
    Snapshot snapshot = new Input(temp).file("r.json", export.replace('\'', '"')).gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    Evidence anna = Input.principal(snapshot, "user erp/anna");
    assertThat(anna.content().node().at("/attributes/roles"))
        .extracting(JsonNode::asText)
        .containsExactly("api/read", "api/write", "clerk");
    assertThat(anna.content().node().at("/attributes/active").asBoolean(true)).isFalse();
    assertThat(Input.each(anna, "/via/name"))
        .containsExactly("/staff", "/staff", "/staff/lead", "/staff/lead");
  }

  @Test
  void rolesThatBringEachOtherEnd() {
    String export =
        """
        {'realm':'erp','roles':{'realm':[{'name':'a','composites':{'realm':['b']}},
          {'name':'b','composites':{'realm':['a']}}]},'users':[{'username':'u','realmRoles':['a']}]}""";
    Snapshot snapshot = new Input(temp).file("r.json", export.replace('\'', '"')).gather();
    assertThat(Input.grants(Input.principal(snapshot, "user erp/u"))).hasSize(2);
  }

  @Test
  void aLongChainOfRolesIsGivenUpWithAGap() {
    StringBuilder roles = new StringBuilder("{\"name\":\"r0\"}");
    for (int i = 1; i < 3_000; i++) {
      roles.append(",{\"name\":\"r%d\",\"composites\":{\"realm\":[\"r%d\"]}}".formatted(i, i - 1));
    }
    Snapshot snapshot =
        new Input(temp)
            .file("r.json", "{\"realm\":\"e\",\"roles\":{\"realm\":[" + roles + "]}}")
            .gather();
    assertThat(Input.gaps(snapshot))
        .isNotEmpty()
        .allMatch(gap -> gap.startsWith("TOO_MANY_GRANTS"));
  }

  @Test
  void groupsThatAreNestedTooDeepAreAGap() {
    String groups = "{\"name\":\"g\",\"subGroups\":[".repeat(60) + "]}".repeat(60);
    Snapshot snapshot =
        new Input(temp).file("r.json", "{\"realm\":\"e\",\"groups\":[" + groups + "]}").gather();
    assertThat(Input.gaps(snapshot)).singleElement().asString().startsWith("INVALID_REALM_EXPORT");
  }

  @Test
  void usersWithoutTheDefinitionsOfTheirRolesAreAGap() {
    String export = "{'realm':'erp','users':[{'username':'u','realmRoles':['a','b']}]}";
    Snapshot snapshot = new Input(temp).file("r.json", export.replace('\'', '"')).gather();
    assertThat(Input.gaps(snapshot)).containsExactly("NOT_IN_REALM_EXPORT r.json:1:55");
  }

  @ParameterizedTest(name = "{0} asks: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "password REQUIRED                                       | none",
        "password REQUIRED; otp REQUIRED                         | required",
        "password REQUIRED; otp DISABLED                         | none",
        "password REQUIRED; otp ALTERNATIVE                      | none",
        "password ALTERNATIVE; otp ALTERNATIVE                   | optional",
        "auth-cookie ALTERNATIVE; otp ALTERNATIVE                | required",
        "password REQUIRED; >sub CONDITIONAL                     | conditional",
        "password REQUIRED; >sub REQUIRED                        | required",
        "auth-cookie ALTERNATIVE; >sub ALTERNATIVE               | required",
        "conditional-x REQUIRED; otp ALTERNATIVE                 | required",
        "password REQUIRED; >gone REQUIRED                       | unknown",
        "password REQUIRED; >main REQUIRED                       | unknown",
      })
  void aFlowAsksForASecondFactor(String steps, String factor) {
    String export =
        "{\"realm\":\"erp\",\"browserFlow\":\"main\",\"authenticationFlows\":["
            + flow("main", steps)
            + ","
            + flow("sub", "otp REQUIRED")
            + "]}";
    Snapshot snapshot = new Input(temp).file("r.json", export).gather();
    JsonNode realm = Input.only("iam/realm", snapshot).content().node();
    assertThat(realm.at("/secondFactor/browserFlow").asText()).isEqualTo(factor);
    assertThat(Input.gaps(snapshot).isEmpty()).isEqualTo(!factor.equals("unknown"));
  }

  @ParameterizedTest(name = "{0} is a gap at column {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'clients':'none'                                        | 16",
        "'clients':[7]                                           | 27",
        "'clients':[{'clientId':'a','redirectUris':'x'}]         | 43",
        "'clients':[{'clientId':'a','publicClient':'yes'}]       | 43",
        "'clients':[{'clientId':'a','attributes':{'access.token.lifespan':'soon'}}] | 57",
        "'accessTokenLifespan':'300'                             | 16",
        "'users':[{'username':'a','realmRoles':[{}]}],'roles':{}  | 55",
        "'users':[{'username':['a']}]                            | 26",
        "'roles':{'realm':[{'name':'r','composites':[]}]}        | 46",
      })
  void aWrongTypeIsAGapAndTheRestIsRead(String part, int column) {
    String export = "{'realm':'erp'," + part + ",'groups':[{'name':'g'}]}";
    Snapshot snapshot = new Input(temp).file("r.json", export.replace('\'', '"')).gather();
    assertThat(Input.gaps(snapshot)).containsExactly("INVALID_REALM_EXPORT r.json:1:" + column);
    assertThat(Input.subjects(snapshot)).contains("group erp//g");
  }

  @Test
  void millionsOfFaultsAreToldToAnEnd() {
    String export = "{\"realm\":\"e\",\"clients\":[" + "7,".repeat(50_000) + "7]}";
    Snapshot snapshot = new Input(temp).file("r.json", export).gather();
    assertThat(Input.gaps(snapshot)).hasSize(1000).last().asString().startsWith("TOO_MANY_FAULTS");
  }

  @Test
  void anExportThatBreaksOffIsAGap() {
    String export = SECRETS.replace('\'', '"').substring(0, 600);
    Snapshot snapshot = new Input(temp).file("r.json", export).gather();
    assertThat(Input.gaps(snapshot)).singleElement().asString().contains(" r.json:");
    assertThat(snapshot.gaps().toString()).doesNotContain("s3cret");
  }

  @Test
  void severalRealmsStandInOneFile() throws IOException {
    ObjectNode realm = JSON.createObjectNode().put("realm", "a").put("accessTokenLifespan", 60);
    String export = JSON.writeValueAsString(List.of(realm, realm.deepCopy().put("realm", "b")));
    Snapshot snapshot = new Input(temp).file("r.json", export).gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(snapshot.evidence())
        .extracting(one -> one.subject().toString())
        .containsExactly("Realm a", "Realm b");
  }

  private static String flow(String alias, String steps) {
    StringBuilder flow = new StringBuilder();
    for (String step : steps.split("; ", -1)) {
      String[] words = step.trim().split(" ", -1);
      String named =
          words[0].startsWith(">")
              ? "\"flowAlias\":\"" + words[0].substring(1)
              : "\"authenticator\":\"" + words[0].replaceAll("^otp$", "auth-otp-form");
      flow.append(flow.length() == 0 ? "" : ",")
          .append("{" + named + "\",\"requirement\":\"" + words[1] + "\"}");
    }
    return "{\"alias\":\"" + alias + "\",\"authenticationExecutions\":[" + flow + "]}";
  }

  private static List<String> clients(Snapshot snapshot) {
    return snapshot.evidence().stream()
        .filter(one -> one.kind().equals("iam/client"))
        .map(one -> one.subject().name())
        .toList();
  }

  private static JsonNode client(Snapshot snapshot, String id) {
    return snapshot.evidence().stream()
        .filter(one -> one.kind().equals("iam/client") && one.subject().name().equals(id))
        .map(one -> one.content().node())
        .findFirst()
        .orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
