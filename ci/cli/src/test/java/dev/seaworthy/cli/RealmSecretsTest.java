package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An export of Keycloak with a secret in every field that holds one shows none of them anywhere.
 */
final class RealmSecretsTest {
  private static final String REALM =
      """
      {"realm":"erp","enabled":true,"accessTokenLifespan":300,
       "privateKey":"s3cret-realm-key","codeSecret":"s3cret-code","publicKey":"AAAA",
       "smtpServer":{"host":"mx","user":"u","password":"s3cret-smtp","authTokenClientSecret":"s3cret-smtp-token"},
       "attributes":{"client.secret":"s3cret-attribute","acr.loa.map":"{}"},
       "clients":[{"clientId":"web","enabled":true,"secret":"s3cret-client",
         "registrationAccessToken":"s3cret-registration","adminUrl":"https://admin:s3cret-url@web.example/",
         "redirectUris":["https://u:s3cret-redirect@web.example/*"],"rootUrl":"https://u:s3cret-root@web.example",
         "attributes":{"saml.signing.private.key":"s3cret-signing","saml.encryption.private.key":"s3cret-encryption",
           "client.secret.rotated":"s3cret-rotated","jwt.credential.private.key":"s3cret-jwt",
           "x509.password":"s3cret-x509"},
         "authorizationSettings":{"policies":[{"name":"p","type":"js","config":{"code":"s3cret-policy"}}]},
         "protocolMappers":[{"name":"fixed","protocol":"openid-connect","protocolMapper":"oidc-hardcoded-claim-mapper",
           "config":{"claim.name":"plan","claim.value":"s3cret-claim"}}]}],
       "clientScopes":[{"name":"s","protocol":"openid-connect","protocolMappers":[{"name":"m",
         "protocolMapper":"oidc-hardcoded-claim-mapper","config":{"claim.value":"s3cret-scope"}}]}],
       "identityProviders":[{"alias":"idp","providerId":"oidc","enabled":true,
         "config":{"clientId":"x","clientSecret":"s3cret-idp","tokenUrl":"https://u:s3cret-token-url@idp.example/"}}],
       "identityProviderMappers":[{"name":"h","identityProviderAlias":"idp","config":{"attribute.value":"s3cret-idp-mapper"}}],
       "authenticatorConfig":[{"alias":"captcha","config":{"secret":"s3cret-captcha","site.key":"s3cret-site"}}],
       "components":{"org.keycloak.keys.KeyProvider":[
           {"name":"rsa","providerId":"rsa","config":{"privateKey":["s3cret-rsa"],"priority":["100"]}},
           {"name":"hmac","providerId":"hmac-generated","config":{"secret":["s3cret-hmac"],"kid":["k"]}},
           {"name":"jks","providerId":"java-keystore","config":{"keystorePassword":["s3cret-store"],"keyPassword":["s3cret-key"]}}],
         "org.keycloak.storage.UserStorageProvider":[{"name":"ldap","providerId":"ldap",
           "config":{"bindCredential":["s3cret-bind"],"connectionUrl":["ldaps://u:s3cret-ldap@dir"],
             "keyTab":["s3cret-keytab"]}}]},
       "users":[{"username":"anna","enabled":true,"attributes":{"pin":["s3cret-pin"]},
         "credentials":[{"type":"password","secretData":"{\\"value\\":\\"s3cret-hash\\",\\"salt\\":\\"s3cret-salt\\"}",
           "credentialData":"{\\"s3cret-data\\":1}","value":"s3cret-value","hashedSaltedValue":"s3cret-old-hash"},
           {"type":"otp","secretData":"{\\"value\\":\\"s3cret-otp\\"}"}],
         "federatedIdentities":[{"identityProvider":"idp","userId":"1","userName":"a","token":"s3cret-federated"}]}]}
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("realm.json"), REALM);
  }

  @Test
  void evidenceHoldsNone() {
    Bench.Ran ran = new Bench().run("collect", "--format", "json", folder);
    assertThat(ran.out()).contains("\"iam/client\"", "\"iam/realm\"", "anna");
    assertThat(ran.out() + ran.err()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "html", "sarif", "csv", "junit"})
  void reportsHoldNone(String format) {
    Bench.Ran ran = new Bench().run("check", "--format", format, folder);
    assertThat(ran.out()).isNotEmpty();
    assertThat(ran.out() + ran.err()).doesNotContain("s3cret");
  }

  @Test
  void comparisonsHoldNone() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("realm.json");
    Files.writeString(other, REALM.replace("s3cret-", "s3cret-2-").replace("anna", "berta"));
    Bench.Ran ran = new Bench().run("iam", "diff", folder.resolve("realm.json"), other);
    assertThat(ran.out() + ran.err()).doesNotContain("s3cret");
  }
}
