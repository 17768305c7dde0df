package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.kubernetes.Salt;
import java.util.List;

/**
 * Reads what {@code kc.sh export} or the administration console writes: one realm, or a list of
 * them. Secrets of clients, key providers and mail servers stand among the settings, so only values
 * that are named here reach evidence.
 */
final class KeycloakExport {
  /** Of which any tells that the document holds more than users. */
  private static final List<String> SETTINGS =
      List.of("authenticationFlows", "accessTokenLifespan", "clientScopes", "requiredActions");

  private final Reading reading;
  private final GrantBudget budget;
  private final KeycloakMappers mappers;

  KeycloakExport(Reading reading, GrantBudget budget, Salt salt) {
    this.reading = reading;
    this.budget = budget;
    this.mappers = new KeycloakMappers(reading, salt);
  }

  void read() {
    for (Spot realm : reading.oneOrMany()) {
      reading.text(realm, "realm").ifPresent(name -> realm(name, realm));
    }
  }

  private void realm(String name, Spot realm) {
    KeycloakFlows flows = new KeycloakFlows(reading, realm);
    if (SETTINGS.stream().anyMatch(key -> realm.get(key).isPresent())) {
      new KeycloakSettings(reading, mappers, flows).read(name, realm);
    }
    new KeycloakClients(reading, mappers, flows).read(name, realm);
    new KeycloakPrincipals(reading, budget, new KeycloakRoles(reading, realm)).read(name, realm);
  }
}
