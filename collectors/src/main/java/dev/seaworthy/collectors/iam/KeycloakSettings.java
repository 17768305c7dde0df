package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What holds for all clients of a realm: lifetimes, second factors, lock-out, scopes, providers.
 */
final class KeycloakSettings {
  private static final List<String> LIFETIMES =
      List.of(
          "accessTokenLifespan",
          "accessTokenLifespanForImplicitFlow",
          "ssoSessionIdleTimeout",
          "ssoSessionMaxLifespan",
          "ssoSessionIdleTimeoutRememberMe",
          "ssoSessionMaxLifespanRememberMe",
          "offlineSessionIdleTimeout",
          "offlineSessionMaxLifespan",
          "clientSessionIdleTimeout",
          "clientSessionMaxLifespan",
          "clientOfflineSessionIdleTimeout",
          "clientOfflineSessionMaxLifespan",
          "accessCodeLifespan",
          "accessCodeLifespanLogin",
          "accessCodeLifespanUserAction",
          "actionTokenGeneratedByAdminLifespan",
          "actionTokenGeneratedByUserLifespan",
          "oauth2DeviceCodeLifespan",
          "refreshTokenMaxReuse");
  private static final List<String> LOCK_OUT =
      List.of(
          "failureFactor",
          "maxFailureWaitSeconds",
          "maxDeltaTimeSeconds",
          "maxTemporaryLockouts",
          "minimumQuickLoginWaitSeconds",
          "quickLoginCheckMilliSeconds",
          "waitIncrementSeconds");
  private static final List<String> LOGIN =
      List.of(
          "duplicateEmailsAllowed",
          "editUsernameAllowed",
          "loginWithEmailAllowed",
          "registrationAllowed",
          "rememberMe",
          "resetPasswordAllowed",
          "verifyEmail");
  private static final List<String> PROVIDER_TEXTS =
      List.of(
          "authorizationUrl",
          "clientAuthMethod",
          "clientId",
          "defaultScope",
          "entityId",
          "idpEntityId",
          "issuer",
          "jwksUrl",
          "pkceEnabled",
          "pkceMethod",
          "signatureAlgorithm",
          "singleLogoutServiceUrl",
          "singleSignOnServiceUrl",
          "syncMode",
          "tokenUrl",
          "useJwksUrl",
          "validateSignature",
          "wantAssertionsEncrypted",
          "wantAssertionsSigned",
          "wantAuthnRequestsSigned");

  private static final String KEYS = "org.keycloak.keys.KeyProvider";
  private static final String FEDERATION = "org.keycloak.storage.UserStorageProvider";

  private final Reading reading;
  private final KeycloakMappers mappers;
  private final KeycloakFlows flows;

  KeycloakSettings(Reading reading, KeycloakMappers mappers, KeycloakFlows flows) {
    this.reading = reading;
    this.mappers = mappers;
    this.flows = flows;
  }

  void read(String name, Spot realm) {
    Map<String, Object> content = new TreeMap<>();
    content.put("system", "keycloak");
    content.put("realm", name);
    reading.optionalText(realm, "keycloakVersion").ifPresent(it -> content.put("version", it));
    content.put(
        "access",
        new Picked(reading, realm)
            .flags(List.of("enabled"))
            .texts(List.of("sslRequired"))
            .values());
    content.put("login", new Picked(reading, realm).flags(LOGIN).values());
    content.put("lifetimes", new Picked(reading, realm).numbers(LIFETIMES).values());
    content.put("tokens", tokens(realm));
    content.put("lockOut", lockOut(realm));
    reading.optionalText(realm, "passwordPolicy").ifPresent(it -> content.put("passwords", it));
    content.put("secondFactor", secondFactor(realm));
    content.put("scopes", scopes(realm));
    content.put("identityProviders", providers(realm));
    content.put("keys", components(realm, KEYS, List.of("algorithm", "enabled", "active")));
    content.put(
        "userFederation",
        components(
            realm,
            FEDERATION,
            List.of("connectionUrl", "editMode", "enabled", "importEnabled", "vendor")));
    Subject subject = Subject.of("Realm", name);
    reading.evidence(EvidenceKinds.REALM, subject, realm, () -> CanonicalJson.of(content));
  }

  private Map<String, Object> tokens(Spot realm) {
    return new Picked(reading, realm)
        .flags(
            List.of(
                "clientSessionMaxLifespanEnabled",
                "offlineSessionMaxLifespanEnabled",
                "revokeRefreshToken"))
        .texts(List.of("defaultSignatureAlgorithm"))
        .values();
  }

  private Map<String, Object> lockOut(Spot realm) {
    return new Picked(reading, realm)
        .flags(List.of("bruteForceProtected", "permanentLockout"))
        .numbers(LOCK_OUT)
        .values();
  }

  private Map<String, Object> secondFactor(Spot realm) {
    Map<String, Object> factor = new TreeMap<>();
    for (String flow : List.of("browserFlow", "directGrantFlow", "resetCredentialsFlow")) {
      Optional<String> alias = reading.optionalText(realm, flow);
      if (alias.isPresent()) {
        Spot named = realm.get(flow).orElse(realm);
        factor.put(flow, flows.secondFactor(alias.get(), named));
        factor.put(flow + "Steps", flows.shown(alias.get()));
      }
    }
    List<Map<String, Object>> actions = new ArrayList<>();
    for (Spot action : reading.mappings(realm, "requiredActions")) {
      reading
          .text(action, "alias")
          .ifPresent(
              alias ->
                  actions.add(
                      new Picked(reading, action)
                          .flags(List.of("enabled", "defaultAction"))
                          .put("name", alias)
                          .values()));
    }
    factor.put("requiredActions", sorted(actions));
    factor.put(
        "oneTimePasswords",
        new Picked(reading, realm)
            .texts(List.of("otpPolicyType", "otpPolicyAlgorithm"))
            .numbers(List.of("otpPolicyDigits", "otpPolicyPeriod", "otpPolicyLookAheadWindow"))
            .flags(List.of("otpPolicyCodeReusable"))
            .values());
    factor.put(
        "webAuthn",
        new Picked(reading, realm)
            .texts(
                List.of(
                    "webAuthnPolicyUserVerificationRequirement",
                    "webAuthnPolicyAttestationConveyancePreference",
                    "webAuthnPolicyAuthenticatorAttachment"))
            .values());
    return factor;
  }

  private List<Map<String, Object>> scopes(Spot realm) {
    List<Map<String, Object>> scopes = new ArrayList<>();
    for (Spot scope : reading.mappings(realm, "clientScopes")) {
      reading
          .text(scope, "name")
          .ifPresent(
              name ->
                  scopes.add(
                      new Picked(reading, scope)
                          .texts(List.of("protocol"))
                          .put("name", name)
                          .put("mappers", mappers.of(scope))
                          .values()));
    }
    return sorted(scopes);
  }

  private List<Map<String, Object>> providers(Spot realm) {
    List<Map<String, Object>> providers = new ArrayList<>();
    for (Spot provider : reading.mappings(realm, "identityProviders")) {
      Optional<String> alias = reading.text(provider, "alias");
      if (alias.isPresent()) {
        Picked picked =
            new Picked(reading, provider)
                .texts(List.of("providerId", "firstBrokerLoginFlowAlias"))
                .flags(List.of("enabled", "trustEmail", "storeToken", "linkOnly"))
                .put("name", alias.get());
        reading
            .mapping(provider, "config")
            .ifPresent(
                config -> {
                  picked.put("config", new Picked(reading, config).texts(PROVIDER_TEXTS).values());
                  Certificates.fingerprint(config, "signingCertificate")
                      .ifPresent(print -> picked.put("certificate", print));
                });
        providers.add(picked.values());
      }
    }
    return sorted(providers);
  }

  /** Providers of keys hold private keys, those of users passwords: of both only these settings. */
  private List<Map<String, Object>> components(Spot realm, String type, List<String> settings) {
    List<Map<String, Object>> found = new ArrayList<>();
    Optional<Spot> components = reading.mapping(realm, "components");
    for (Spot component : components.map(all -> reading.mappings(all, type)).orElse(List.of())) {
      Optional<String> name = reading.text(component, "name");
      if (name.isPresent()) {
        Picked picked =
            new Picked(reading, component).texts(List.of("providerId")).put("name", name.get());
        reading
            .mapping(component, "config")
            .ifPresent(
                config ->
                    settings.stream()
                        .filter(key -> config.get(key).isPresent())
                        .forEach(
                            key ->
                                picked.put(
                                    key, Picked.withoutCredentials(reading.names(config, key)))));
        found.add(picked.values());
      }
    }
    return sorted(found);
  }

  private static List<Map<String, Object>> sorted(List<Map<String, Object>> named) {
    return named.stream()
        .sorted(Comparator.comparing(one -> String.valueOf(one.get("name"))))
        .toList();
  }
}
