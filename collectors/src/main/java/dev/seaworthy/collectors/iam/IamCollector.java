package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads who may do what, and how they sign on, into one model: Kubernetes RBAC from manifests, AWS
 * account exports, Keycloak realms, metadata of OpenID Connect and SAML, ERP access exports, and
 * role maps that are declared.
 */
public final class IamCollector implements Collector {
  static final String NAME = "iam";

  private final Salt salt;

  /**
   * A collector.
   *
   * @param salt keys the commitments that stand for values that may be secret
   */
  public IamCollector(Salt salt) {
    this.salt = salt;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return format(document).isPresent()
        || tooLarge(document).isPresent()
        || isSaml(document)
        || isModuleFile(document);
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    Optional<Format> tooLarge = tooLarge(document);
    if (tooLarge.isPresent()) {
      String file = document.file().name();
      Source source = new Source(NAME, file, 0);
      List<String> affects = tooLarge.get().affects();
      return List.of(
          new Gap(IamProblems.tooLarge(file, tooLarge.get()), source, Location.of(file), affects));
    }
    if (isSaml(document)) {
      return new SamlMetadata(document.file()).read();
    }
    if (document instanceof Document.Raw raw && isModuleFile(document)) {
      return new OdooModuleFile(document.file()).read(raw.head());
    }
    Format format = format(document).orElseThrow();
    Tree root = ((Document.Structured) document).root();
    Reading reading = new Reading(document.file().name(), document.index(), root, format);
    GrantBudget budget = new GrantBudget(GrantBudget.DEFAULT);
    switch (format) {
      case AWS_EXPORT -> new AwsExport(reading, budget).read();
      case ODOO_EXPORT -> new OdooExport(reading, budget).read();
      case KEYCLOAK_REALM -> new KeycloakExport(reading, budget, salt).read();
      case OIDC_CLIENT -> new OidcClients(reading).read();
      case ROLE_MAP -> new RoleMapReader(reading).read();
    }
    return reading.observations();
  }

  @Override
  public List<Observation> derive(List<Manifest> manifests) {
    return new RbacView(manifests, new GrantBudget(GrantBudget.DEFAULT)).observations();
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    List<Observation> whole = new ArrayList<>(all);
    Evidence.in(all).forEach(one -> whole.addAll(accounts(one)));
    List<Observation> joined = new ArrayList<>(new AccessBaselines(whole).joined());
    joined.addAll(new DeclaredRights(joined).observations());
    return new Joined(joined, List.of());
  }

  /** The accounts of servers that other collectors read. */
  private static List<Observation> accounts(Evidence evidence) {
    if (evidence.kind().equals(DatabaseRoles.RECORD)) {
      return new DatabaseRoles(evidence).read();
    }
    return evidence.kind().equals(EvidenceKinds.REDIS_SERVER) ? CacheUsers.of(evidence) : List.of();
  }

  /** An export is only streamed when it is larger than any file that is held as a tree. */
  private static Optional<Format> tooLarge(Document document) {
    if (!(document instanceof Document.Streamed streamed)) {
      return Optional.empty();
    }
    if (Format.AWS_LISTS.stream().anyMatch(streamed.topLevelKeys()::contains)) {
      return Optional.of(Format.AWS_EXPORT);
    }
    return Format.isRealm(streamed.topLevelKeys())
        ? Optional.of(Format.KEYCLOAK_REALM)
        : Optional.empty();
  }

  private static boolean isSaml(Document document) {
    return document instanceof Document.Raw raw && SamlMetadata.is(raw.head());
  }

  private static boolean isModuleFile(Document document) {
    return document instanceof Document.Raw raw && OdooModuleFile.is(raw.head());
  }

  private static Optional<Format> format(Document document) {
    return document instanceof Document.Structured structured
        ? Format.of(structured.root())
        : Optional.empty();
  }
}
