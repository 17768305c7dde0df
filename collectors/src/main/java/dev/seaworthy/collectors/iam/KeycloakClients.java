package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the clients of a realm. */
final class KeycloakClients {
  /** Flows by the setting that turns each on. */
  private static final Map<String, String> FLOWS =
      Map.of(
          "standardFlowEnabled", "authorization-code",
          "implicitFlowEnabled", "implicit",
          "directAccessGrantsEnabled", "password",
          "serviceAccountsEnabled", "client-credentials");

  private static final Map<String, String> ATTRIBUTE_FLOWS =
      Map.of(
          "oauth2.device.authorization.grant.enabled", "device-code",
          "oidc.ciba.grant.enabled", "ciba",
          "standard.token.exchange.enabled", "token-exchange",
          "saml.allow.ecp.flow", "saml-ecp");

  private static final List<String> SIGNING =
      List.of(
          "access.token.signed.response.alg",
          "authorization.signed.response.alg",
          "dpop.bound.access.tokens",
          "id.token.encrypted.response.alg",
          "id.token.encrypted.response.enc",
          "id.token.signed.response.alg",
          "jwks.url",
          "request.object.required",
          "request.object.signature.alg",
          "saml.assertion.signature",
          "saml.client.signature",
          "saml.encrypt",
          "saml.server.signature",
          "saml.signature.algorithm",
          "saml_signature_canonicalization_method",
          "tls.client.certificate.bound.access.tokens",
          "token.endpoint.auth.signing.alg",
          "use.jwks.url",
          "user.info.response.signature.alg",
          "x509.subjectdn");
  private static final List<String> CERTIFICATES =
      List.of(
          "jwt.credential.certificate", "saml.encryption.certificate", "saml.signing.certificate");
  private static final List<String> LIFETIMES =
      List.of(
          "access.token.lifespan",
          "client.offline.session.idle.timeout",
          "client.offline.session.max.lifespan",
          "client.session.idle.timeout",
          "client.session.max.lifespan",
          "saml.assertion.lifespan");
  private static final List<String> ADDRESSES =
      List.of(
          "backchannel.logout.url",
          "frontchannel.logout.url",
          "saml_assertion_consumer_url_post",
          "saml_assertion_consumer_url_redirect",
          "saml_single_logout_service_url_post",
          "saml_single_logout_service_url_redirect");

  private final Reading reading;
  private final KeycloakMappers mappers;
  private final KeycloakFlows flows;

  KeycloakClients(Reading reading, KeycloakMappers mappers, KeycloakFlows flows) {
    this.reading = reading;
    this.mappers = mappers;
    this.flows = flows;
  }

  void read(String realmName, Spot realm) {
    Set<String> seen = new HashSet<>();
    for (Spot client : reading.mappings(realm, "clients")) {
      Optional<String> id = reading.text(client, "clientId");
      if (id.isPresent() && !seen.add(id.get())) {
        reading.gap(IamProblems.duplicate("client", id.get()), client);
      }
      id.ifPresent(it -> client(realmName, realm, it, client));
    }
  }

  private void client(String realmName, Spot realm, String id, Spot client) {
    Optional<Spot> attributes = reading.mapping(client, "attributes");
    Map<String, Object> content = new TreeMap<>();
    content.put("system", "keycloak");
    content.put("realm", realmName);
    content.put("clientId", id);
    content.put("protocol", reading.optionalText(client, "protocol").orElse("openid-connect"));
    content.put("enabled", client.get("enabled").isEmpty() || reading.isTrue(client, "enabled"));
    content.put("access", access(client));
    content.put("redirectUris", addresses(client, "redirectUris"));
    content.put("webOrigins", addresses(client, "webOrigins"));
    content.put("postLogoutRedirectUris", postLogout(attributes));
    content.put(
        "addresses",
        addresses(
            new Picked(reading, client).texts(List.of("rootUrl", "baseUrl", "adminUrl")),
            attributes));
    content.put("flows", enabledFlows(client, attributes));
    content.put("pkce", attribute(attributes, "pkce.code.challenge.method"));
    content.put(
        "authentication", reading.optionalText(client, "clientAuthenticatorType").orElse(""));
    content.put("signing", signing(attributes));
    content.put("scopes", scopes(realm, id, client));
    content.put("mappers", mappers.of(client));
    content.put("lifetimes", lifetimes(attributes));
    content.put("consent", reading.isTrue(client, "consentRequired"));
    content.put("secondFactor", secondFactor(realm, client));
    Subject subject = new Subject("Client", realmName, id);
    reading.evidence(EvidenceKinds.CLIENT, subject, client, () -> CanonicalJson.of(content));
  }

  private String access(Spot client) {
    if (reading.isTrue(client, "bearerOnly")) {
      return "bearer-only";
    }
    return reading.isTrue(client, "publicClient") ? "public" : "confidential";
  }

  private List<String> addresses(Spot client, String key) {
    return Picked.withoutCredentials(reading.names(client, key));
  }

  /** A plus stands for the redirect URIs, which are compared themselves. */
  private List<String> postLogout(Optional<Spot> attributes) {
    String uris = attribute(attributes, "post.logout.redirect.uris");
    return uris.isEmpty()
        ? List.of()
        : Picked.withoutCredentials(List.of(uris.split("##")).stream().sorted().toList());
  }

  private Map<String, Object> addresses(Picked picked, Optional<Spot> attributes) {
    ADDRESSES.forEach(
        key -> {
          String value = attribute(attributes, key);
          if (!value.isEmpty()) {
            picked.put(key, Picked.withoutCredentials(value));
          }
        });
    return picked.values();
  }

  private List<String> enabledFlows(Spot client, Optional<Spot> attributes) {
    List<String> enabled = new ArrayList<>();
    FLOWS.forEach(
        (key, flow) -> {
          if (reading.isTrue(client, key)) {
            enabled.add(flow);
          }
        });
    ATTRIBUTE_FLOWS.forEach(
        (key, flow) -> {
          if (attribute(attributes, key).equals("true")) {
            enabled.add(flow);
          }
        });
    return enabled.stream().sorted().toList();
  }

  private Map<String, Object> signing(Optional<Spot> attributes) {
    Map<String, Object> signing = new TreeMap<>();
    for (String key : SIGNING) {
      String value = attribute(attributes, key);
      if (!value.isEmpty()) {
        signing.put(key, Picked.withoutCredentials(value));
      }
    }
    for (String key : CERTIFICATES) {
      attributes
          .flatMap(all -> Certificates.fingerprint(all, key))
          .ifPresent(print -> signing.put(key, print));
    }
    return signing;
  }

  private Map<String, Object> scopes(Spot realm, String id, Spot client) {
    Map<String, Object> scopes = new TreeMap<>();
    scopes.put("default", reading.names(client, "defaultClientScopes"));
    scopes.put("optional", reading.names(client, "optionalClientScopes"));
    // Keycloak takes it for given where an export does not say.
    scopes.put(
        "full",
        client.get("fullScopeAllowed").isEmpty() || reading.isTrue(client, "fullScopeAllowed"));
    scopes.put("roles", scopeRoles(realm, id));
    return scopes;
  }

  /** Roles that tokens of a client without full scope may carry. */
  private List<String> scopeRoles(Spot realm, String id) {
    List<String> roles = new ArrayList<>();
    for (Spot mapping : reading.mappings(realm, "scopeMappings")) {
      if (mapping.get("client").flatMap(Spot::text).filter(id::equals).isPresent()) {
        roles.addAll(reading.names(mapping, "roles"));
      }
    }
    for (Map.Entry<String, Spot> owner :
        reading.mapping(realm, "clientScopeMappings").map(Spot::entries).orElse(List.of())) {
      for (Spot mapping : owner.getValue().items()) {
        if (mapping.get("client").flatMap(Spot::text).filter(id::equals).isPresent()) {
          reading.names(mapping, "roles").forEach(role -> roles.add(owner.getKey() + "/" + role));
        }
      }
    }
    return roles.stream().distinct().sorted().toList();
  }

  private Map<String, Object> lifetimes(Optional<Spot> attributes) {
    Map<String, Object> lifetimes = new TreeMap<>();
    for (String key : LIFETIMES) {
      String value = attribute(attributes, key);
      if (value.matches("-?[0-9]{1,15}")) {
        lifetimes.put(key, Long.parseLong(value));
      } else if (!value.isEmpty()) {
        attributes.ifPresent(all -> reading.wrong(all, key, "a number of seconds"));
      }
    }
    return lifetimes;
  }

  /** The client's own flows go before the realm's. */
  private Map<String, Object> secondFactor(Spot realm, Spot client) {
    Optional<Spot> bound = reading.mapping(client, "authenticationFlowBindingOverrides");
    Map<String, Object> factor = new TreeMap<>();
    factor(realm, "browserFlow", bound, "browser").ifPresent(it -> factor.put("browser", it));
    factor(realm, "directGrantFlow", bound, "direct_grant")
        .ifPresent(it -> factor.put("directGrant", it));
    return factor;
  }

  private Optional<String> factor(Spot realm, String key, Optional<Spot> bound, String own) {
    Optional<Spot> named = bound.flatMap(all -> all.get(own)).filter(spot -> !isEmpty(spot));
    if (named.isPresent()) {
      String id = named.get().text().orElse("");
      return Optional.of(flows.secondFactor(flows.alias(id).orElse(id), named.get()));
    }
    return realm
        .get(key)
        .flatMap(spot -> spot.text().map(alias -> flows.secondFactor(alias, spot)));
  }

  private static boolean isEmpty(Spot spot) {
    return spot.text().filter(String::isEmpty).isPresent();
  }

  private String attribute(Optional<Spot> attributes, String key) {
    Optional<Spot> value = attributes.flatMap(all -> all.get(key));
    if (value.isPresent() && value.get().text().isEmpty()) {
      reading.wrong(attributes.orElseThrow(), key, "text");
    }
    return value.flatMap(Spot::text).orElse("");
  }
}
