package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import java.util.List;
import java.util.Optional;

/** The documents that are read here, with what to say of one that is not well formed. */
enum Format {
  AWS_EXPORT(
      "INVALID_AWS_EXPORT",
      "export it again: `aws iam get-account-authorization-details --output json`",
      EvidenceKinds.PRINCIPAL),
  ODOO_EXPORT(
      "INVALID_ODOO_EXPORT",
      "export it again in the format of `OdooAccessExport` version 1",
      EvidenceKinds.PRINCIPAL),
  ROLE_MAP(
      "INVALID_ROLE_MAP",
      "write it as `{system: odoo, name: LOGIN, category: CATEGORY, groups: [GROUP]}`",
      EvidenceKinds.ROLE_MAP);

  /** Of which any tells the export from other JSON. */
  static final List<String> AWS_LISTS =
      List.of("UserDetailList", "GroupDetailList", "RoleDetailList");

  private static final String OWN_GROUP = "seaworthy.dev/";

  private final String code;
  private final String fix;
  private final String kind;

  Format(String code, String fix, String kind) {
    this.code = code;
    this.fix = fix;
    this.kind = kind;
  }

  /** What a document with this root is, told by its keys; empty if it is none of these. */
  static Optional<Format> of(Tree.Mapping root) {
    String kind = root.text("kind").orElse("");
    if (AWS_LISTS.stream().anyMatch(root.entries()::containsKey)) {
      return Optional.of(AWS_EXPORT);
    }
    if (kind.equals("OdooAccessExport")) {
      return Optional.of(ODOO_EXPORT);
    }
    boolean ours = root.text("apiVersion").orElse(OWN_GROUP).startsWith(OWN_GROUP);
    return kind.equals("RoleMap") && ours ? Optional.of(ROLE_MAP) : Optional.empty();
  }

  String code() {
    return code;
  }

  String fix() {
    return fix;
  }

  List<String> affects() {
    return List.of(kind);
  }
}
