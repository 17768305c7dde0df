package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** One entity of SAML metadata as it is read, told as a client. */
final class SamlEntity {
  private final String id;
  private final Tree.Mark at;
  private final Set<String> roles = new TreeSet<>();
  private final Set<String> consumers = new TreeSet<>();
  private final Map<String, Set<String>> addresses = new TreeMap<>();
  private final Map<String, Object> signing = new TreeMap<>();
  private final Set<String> certificates = new TreeSet<>();
  private final Set<String> formats = new TreeSet<>();
  private final Set<String> requested = new TreeSet<>();
  private String validUntil = "";

  SamlEntity(String id, Tree.Mark at) {
    this.id = id;
    this.at = at;
  }

  Tree.Mark at() {
    return at;
  }

  Subject subject() {
    return Subject.of("Client", id);
  }

  /** Takes what the beginning of an element says. */
  void element(String name, Function<String, Optional<String>> attribute) {
    switch (name) {
      case "SPSSODescriptor" -> {
        roles.add("service-provider");
        flags(attribute, "AuthnRequestsSigned", "WantAssertionsSigned");
      }
      case "IDPSSODescriptor" -> {
        roles.add("identity-provider");
        flags(attribute, "WantAuthnRequestsSigned");
      }
      case "AssertionConsumerService" -> attribute.apply("Location").ifPresent(consumers::add);
      case "SingleSignOnService", "SingleLogoutService", "ArtifactResolutionService" ->
          attribute
              .apply("Location")
              .map(Picked::withoutCredentials)
              .ifPresent(
                  where -> addresses.computeIfAbsent(name, key -> new TreeSet<>()).add(where));
      case "RequestedAttribute" -> attribute.apply("Name").ifPresent(requested::add);
      case "SigningMethod", "DigestMethod" ->
          attribute.apply("Algorithm").ifPresent(method -> signing.put(name + ":" + method, true));
      default -> {}
    }
    attribute.apply("validUntil").ifPresent(end -> validUntil = end);
  }

  void nameFormat(String format) {
    formats.add(format);
  }

  void certificate(String base64) {
    certificates.add(Certificates.of(base64));
  }

  CanonicalJson content() {
    signing.put("certificates", certificates);
    Map<String, Object> content = new TreeMap<>();
    content.put("system", "saml");
    content.put("realm", "");
    content.put("clientId", id);
    content.put("protocol", "saml");
    content.put("enabled", true);
    content.put("access", String.join(",", roles));
    content.put("redirectUris", Picked.withoutCredentials(List.copyOf(consumers)));
    content.put("webOrigins", List.of());
    content.put("postLogoutRedirectUris", List.of());
    content.put("addresses", addresses);
    content.put("flows", roles);
    content.put("pkce", "");
    content.put("authentication", "");
    content.put("signing", signing);
    content.put("scopes", Map.of("default", formats, "optional", requested));
    content.put("mappers", List.of());
    content.put("lifetimes", validUntil.isEmpty() ? Map.of() : Map.of("validUntil", validUntil));
    content.put("consent", false);
    content.put("secondFactor", Map.of());
    return CanonicalJson.of(content);
  }

  private void flags(Function<String, Optional<String>> attribute, String... names) {
    for (String name : names) {
      attribute
          .apply(name)
          .ifPresent(value -> signing.put(name, value.equals("true") || value.equals("1")));
    }
  }
}
