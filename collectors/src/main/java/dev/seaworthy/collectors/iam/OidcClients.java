package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads metadata of OpenID Connect clients, one or a list, as any provider tells and takes it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591">RFC 7591</a>
 */
final class OidcClients {
  private static final List<String> SIGNING =
      List.of(
          "authorization_signed_response_alg",
          "id_token_encrypted_response_alg",
          "id_token_encrypted_response_enc",
          "id_token_signed_response_alg",
          "jwks_uri",
          "request_object_signing_alg",
          "tls_client_auth_subject_dn",
          "token_endpoint_auth_signing_alg",
          "userinfo_signed_response_alg");
  private static final List<String> BOUND =
      List.of(
          "dpop_bound_access_tokens",
          "require_signed_request_object",
          "tls_client_certificate_bound_access_tokens");
  private static final List<String> ADDRESSES =
      List.of(
          "backchannel_logout_uri",
          "client_uri",
          "frontchannel_logout_uri",
          "initiate_login_uri",
          "sector_identifier_uri");

  private final Reading reading;

  OidcClients(Reading reading) {
    this.reading = reading;
  }

  void read() {
    reading.oneOrMany().forEach(this::client);
  }

  private void client(Spot client) {
    Optional<String> id =
        client.get("client_id").isPresent()
            ? reading.text(client, "client_id")
            : reading.text(client, "client_name");
    if (id.isEmpty()) {
      return;
    }
    // What RFC 7591 takes for given.
    String method =
        reading.optionalText(client, "token_endpoint_auth_method").orElse("client_secret_basic");
    Map<String, Object> content = new TreeMap<>();
    content.put("system", "oidc");
    content.put("realm", reading.optionalText(client, "issuer").orElse(""));
    content.put("clientId", id.get());
    content.put("protocol", "openid-connect");
    content.put("enabled", true);
    content.put("access", method.equals("none") ? "public" : "confidential");
    content.put("redirectUris", addresses(client, "redirect_uris"));
    content.put("webOrigins", addresses(client, "allowed_origins"));
    content.put("postLogoutRedirectUris", addresses(client, "post_logout_redirect_uris"));
    content.put("addresses", new Picked(reading, client).texts(ADDRESSES).values());
    content.put("flows", flows(client));
    content.put("pkce", reading.optionalText(client, "code_challenge_method").orElse(""));
    content.put("authentication", method);
    content.put("signing", new Picked(reading, client).texts(SIGNING).flags(BOUND).values());
    content.put("scopes", Map.of("default", scopes(client), "optional", List.of()));
    content.put("mappers", List.of());
    content.put(
        "lifetimes", new Picked(reading, client).numbers(List.of("default_max_age")).values());
    content.put("consent", reading.isTrue(client, "require_consent"));
    content.put("secondFactor", Map.of("classes", reading.names(client, "default_acr_values")));
    Subject subject = Subject.of("Client", id.get());
    reading.evidence(EvidenceKinds.CLIENT, subject, client, () -> CanonicalJson.of(content));
  }

  private List<String> addresses(Spot client, String key) {
    return Picked.withoutCredentials(reading.names(client, key));
  }

  private List<String> flows(Spot client) {
    List<String> flows = new ArrayList<>(reading.names(client, "grant_types"));
    if (client.get("grant_types").isEmpty()) {
      flows.add("authorization_code");
    }
    reading.names(client, "response_types").forEach(type -> flows.add("response:" + type));
    return flows.stream().sorted().toList();
  }

  private List<String> scopes(Spot client) {
    return reading
        .optionalText(client, "scope")
        .map(scope -> List.of(scope.trim().split("\\s+")).stream().distinct().sorted().toList())
        .orElse(List.of());
  }
}
