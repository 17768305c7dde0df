package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of other identity providers than Keycloak. */
class SignOnMetadataTest {
  private static final String SAML =
      """
      <?xml version="1.0"?>
      <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://erp.example/saml">
        <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="false">
          <md:KeyDescriptor><ds:X509Certificate xmlns:ds="d">
            AAAA</ds:X509Certificate></md:KeyDescriptor>
          <md:NameIDFormat>urn:email</md:NameIDFormat>
          <md:AssertionConsumerService Binding="post" Location="https://erp.example/acs" index="0"/>
        </md:SPSSODescriptor>
      </md:EntityDescriptor>
      """;

  @TempDir Path temp;

  @Test
  void metadataOfAClientIsRead() {
    String client =
        """
        {'client_id':'erp','client_secret':'s3cret','redirect_uris':['https://b/','https://a/'],
         'grant_types':['authorization_code','refresh_token'],'scope':'openid email',
         'id_token_signed_response_alg':'PS256','default_acr_values':['mfa']}""";
    Snapshot snapshot = new Input(temp).file("c.json", client.replace('\'', '"')).gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    JsonNode content = Input.only("iam/client", snapshot).content().node();
    assertThat(content.path("redirectUris").toString())
        .isEqualTo("[\"https://a/\",\"https://b/\"]");
    assertThat(content.at("/signing/id_token_signed_response_alg").asText()).isEqualTo("PS256");
    assertThat(content.at("/scopes/default").toString()).isEqualTo("[\"email\",\"openid\"]");
    assertThat(content.path("access").asText()).isEqualTo("confidential");
    assertThat(content.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest(name = "{0} is a gap")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'client_id':7,'redirect_uris':[]}                 | 1:2",
        "{'client_id':'a','redirect_uris':{}}               | 1:18",
        "[{'client_id':'a','redirect_uris':[]},7]           | 1:39",
      })
  void aWrongTypeIsAGap(String client, String at) {
    Snapshot snapshot = new Input(temp).file("c.json", client.replace('\'', '"')).gather();
    assertThat(Input.gaps(snapshot)).containsExactly("INVALID_CLIENT_METADATA c.json:" + at);
  }

  @Test
  void metadataOfSamlIsRead() {
    Snapshot snapshot = new Input(temp).file("sp.xml", SAML).gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    JsonNode content = Input.only("iam/client", snapshot).content().node();
    assertThat(content.path("clientId").asText()).isEqualTo("https://erp.example/saml");
    assertThat(content.path("redirectUris").toString()).isEqualTo("[\"https://erp.example/acs\"]");
    assertThat(content.at("/signing/WantAssertionsSigned").asBoolean(true)).isFalse();
    assertThat(content.at("/signing/certificates/0").asText()).startsWith("sha256:");
    assertThat(content.at("/scopes/default/0").asText()).isEqualTo("urn:email");
  }

  @Test
  void metadataThatBreaksOffIsAGap() {
    Snapshot snapshot = new Input(temp).file("sp.xml", SAML.substring(0, 300)).gather();
    assertThat(Input.gaps(snapshot))
        .singleElement()
        .asString()
        .startsWith("INVALID_SAML_METADATA sp.xml:");
  }

  @Test
  void anEntityOfAnotherFileIsNotFetched() {
    String hostile =
        SAML.replace("?>\n", "?>\n<!DOCTYPE x [<!ENTITY leak SYSTEM \"file:///etc/hostname\">]>\n")
            .replace("urn:email", "&leak;");
    Snapshot snapshot = new Input(temp).file("sp.xml", hostile).gather();
    assertThat(snapshot.evidence()).isEmpty();
  }

  @Test
  void anEntityWithoutANameIsAGapAndTheNextIsRead() {
    String two =
        "<EntitiesDescriptor><EntityDescriptor/>"
            + "<EntityDescriptor entityID=\"x\"></EntityDescriptor></EntitiesDescriptor>";
    Snapshot snapshot = new Input(temp).file("all.xml", two).gather();
    assertThat(Input.gaps(snapshot)).hasSize(1);
    assertThat(snapshot.evidence())
        .extracting(one -> one.subject().toString())
        .containsExactly("Client x");
  }
}
