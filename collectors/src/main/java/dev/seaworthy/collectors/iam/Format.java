package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The documents that are read here, with what to say of one that is not well formed. */
enum Format {
  AWS_EXPORT(
      "INVALID_AWS_EXPORT",
      "export it again: `aws iam get-account-authorization-details --output json`",
      EvidenceKinds.PRINCIPAL,
      EvidenceKinds.ROLE_COMPARISON),
  ODOO_EXPORT(
      "INVALID_ODOO_EXPORT",
      "export it again in the format of `OdooAccessExport` version 1",
      EvidenceKinds.PRINCIPAL,
      EvidenceKinds.ROLE_COMPARISON),
  KEYCLOAK_REALM(
      "INVALID_REALM_EXPORT",
      "export it again: `kc.sh export --realm REALM --file realm.json`",
      EvidenceKinds.CLIENT,
      EvidenceKinds.REALM,
      EvidenceKinds.PRINCIPAL,
      EvidenceKinds.ROLE_COMPARISON,
      EvidenceKinds.SIGN_ON_COMPARISON),
  OIDC_CLIENT(
      "INVALID_CLIENT_METADATA",
      "write the client's metadata as RFC 7591 has it",
      EvidenceKinds.CLIENT,
      EvidenceKinds.SIGN_ON_COMPARISON),
  ROLE_MAP(
      "INVALID_ROLE_MAP",
      "write it as `{system: odoo, name: LOGIN, category: CATEGORY, groups: [GROUP]}`",
      EvidenceKinds.ROLE_MAP);

  /** Of which any tells the export from other JSON. */
  static final List<String> AWS_LISTS =
      List.of("UserDetailList", "GroupDetailList", "RoleDetailList");

  /** Of which any beside the realm's name tells an export of Keycloak. */
  private static final List<String> REALM_KEYS =
      List.of("clients", "users", "roles", "groups", "authenticationFlows", "accessTokenLifespan");

  /** Of which any beside redirect URIs tells a client's metadata. */
  private static final List<String> CLIENT_KEYS =
      List.of("client_id", "client_name", "grant_types", "token_endpoint_auth_method");

  private static final String OWN_GROUP = "seaworthy.dev/";

  private final String code;
  private final String fix;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
  private final List<String> kinds;

  Format(String code, String fix, String... kinds) {
    this.code = code;
    this.fix = fix;
    this.kinds = List.of(kinds);
  }

  /** What a document with this root is, told by its keys; empty if it is none of these. */
  static Optional<Format> of(Tree root) {
    if (root instanceof Tree.Sequence list && !list.items().isEmpty()) {
      return list.items().get(0).asMapping().flatMap(Format::ofMany);
    }
    return root.asMapping().flatMap(Format::of);
  }

  /** Exports of several realms, and lists of clients. */
  private static Optional<Format> ofMany(Tree.Mapping first) {
    return of(first).filter(List.of(KEYCLOAK_REALM, OIDC_CLIENT)::contains);
  }

  private static Optional<Format> of(Tree.Mapping root) {
    String kind = root.text("kind").orElse("");
    if (AWS_LISTS.stream().anyMatch(root.entries()::containsKey)) {
      return Optional.of(AWS_EXPORT);
    }
    if (kind.equals("OdooAccessExport")) {
      return Optional.of(ODOO_EXPORT);
    }
    if (isRealm(root.entries().keySet())) {
      return Optional.of(KEYCLOAK_REALM);
    }
    if (root.get("redirect_uris").isPresent()
        && CLIENT_KEYS.stream().anyMatch(root.entries()::containsKey)) {
      return Optional.of(OIDC_CLIENT);
    }
    boolean ours = root.text("apiVersion").orElse(OWN_GROUP).startsWith(OWN_GROUP);
    return kind.equals("RoleMap") && ours ? Optional.of(ROLE_MAP) : Optional.empty();
  }

  /** Whether a root with these keys is an export of Keycloak. */
  static boolean isRealm(Set<String> keys) {
    return keys.contains("realm") && REALM_KEYS.stream().anyMatch(keys::contains);
  }

  String code() {
    return code;
  }

  String fix() {
    return fix;
  }

  List<String> affects() {
    return kinds;
  }
}
