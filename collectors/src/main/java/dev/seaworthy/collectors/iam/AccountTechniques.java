package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.EscalationHop.Use;
import dev.seaworthy.collectors.iam.EscalationNode.AnyOf;
import dev.seaworthy.collectors.iam.EscalationNode.Kind;
import dev.seaworthy.collectors.iam.EscalationNode.Reached;
import dev.seaworthy.collectors.iam.EscalationNode.Somebody;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where tokens and impersonation lead. */
final class AccountTechniques {
  private final HeldRights rights;
  private final EscalationWorld world;
  private final EscalationEdges edges;

  AccountTechniques(HeldRights rights, EscalationWorld world, EscalationEdges edges) {
    this.rights = rights;
    this.world = world;
    this.edges = edges;
  }

  void find() {
    accounts(EscalationRight.REQUEST_TOKEN, EscalationTechnique.REQUEST_TOKEN);
    accounts(EscalationRight.IMPERSONATE_ACCOUNT, EscalationTechnique.IMPERSONATE);
    rights.of(EscalationRight.IMPERSONATE_USER).forEach(this::users);
    rights.of(EscalationRight.IMPERSONATE_GROUP).forEach(this::groups);
    rights.of(EscalationRight.READ_SECRET).forEach(this::secrets);
    rights.uses(EscalationRight.CREATE_SECRET).forEach(this::tokenSecret);
  }

  private void accounts(EscalationRight right, EscalationTechnique technique) {
    for (HeldRule rule : rights.of(right)) {
      if (rule.isUnlimited()) {
        Use use = Use.of(rule, right.in(rule.rule(), rule.namespace()).orElseThrow());
        edges.add(new AnyOf(Kind.ACCOUNTS, rule.namespace()), technique, use);
      } else {
        rule.rule().names().forEach(name -> account(right, technique, rule, name));
      }
    }
  }

  private void account(
      EscalationRight right, EscalationTechnique technique, HeldRule rule, String name) {
    Collection<String> namespaces =
        rule.namespace().isEmpty() ? world.namespaces() : List.of(rule.namespace());
    for (String namespace : namespaces) {
      RbacIdentity account = RbacIdentity.serviceAccount(namespace, name);
      if (!edges.mayLook()) {
        return;
      }
      if (world.has(account)) {
        right
            .in(rule.rule(), namespace, name)
            .ifPresent(
                request -> edges.add(new Somebody(account), technique, Use.of(rule, request)));
      }
    }
  }

  private void users(HeldRule rule) {
    EscalationRight right = EscalationRight.IMPERSONATE_USER;
    if (rule.isUnlimited()) {
      right
          .in(rule.rule(), "")
          .ifPresent(
              request ->
                  edges.add(
                      new AnyOf(Kind.USERS, ""),
                      EscalationTechnique.IMPERSONATE,
                      Use.of(rule, request)));
    }
    for (String name : rule.rule().names()) {
      RbacIdentity user = RbacIdentity.user(name);
      // The API server asks for `serviceaccounts` where the name is that of an account.
      if (user.subject().kind().equals("User") && world.has(user)) {
        right
            .in(rule.rule(), "", name)
            .ifPresent(
                request ->
                    edges.add(
                        new Somebody(user),
                        EscalationTechnique.IMPERSONATE,
                        Use.of(rule, request)));
      }
    }
  }

  /** A group is impersonated beside a user or an account, never alone. */
  private void groups(HeldRule rule) {
    Optional<Use> companion =
        rights
            .uses(EscalationRight.IMPERSONATE_USER)
            .findFirst()
            .or(() -> rights.uses(EscalationRight.IMPERSONATE_ACCOUNT).findFirst());
    if (companion.isEmpty()) {
      return;
    }
    List<String> names = rule.isUnlimited() ? List.of(RbacIdentity.MASTERS) : rule.rule().names();
    for (String name : names) {
      EscalationRight.IMPERSONATE_GROUP
          .in(rule.rule(), "", name)
          .ifPresent(request -> group(name, Use.of(rule, request), companion.get()));
    }
  }

  private void group(String name, Use use, Use companion) {
    RbacIdentity group = RbacIdentity.group(name);
    if (group.isMaster()) {
      edges.add(
          new Reached(EscalationPower.CLUSTER_ADMIN),
          EscalationTechnique.IMPERSONATE,
          use,
          companion);
    } else if (world.has(group)) {
      edges.add(new Somebody(group), EscalationTechnique.IMPERSONATE, use, companion);
    }
  }

  private void secrets(HeldRule rule) {
    EscalationRight right = EscalationRight.READ_SECRET;
    if (rule.isUnlimited() && rule.namespace().isEmpty()) {
      Use use = Use.of(rule, right.in(rule.rule(), "").orElseThrow());
      edges.add(new Reached(EscalationPower.SECRETS), EscalationTechnique.READ_SECRETS, use);
    }
    world
        .tokens(rule.namespace())
        .forEach(
            (secret, account) ->
                right
                    .in(rule.rule(), secret.namespace(), secret.name())
                    .ifPresent(
                        request ->
                            edges.add(
                                new Somebody(account),
                                EscalationTechnique.READ_TOKEN,
                                Use.of(rule, request))));
  }

  private void tokenSecret(Use create) {
    String there = create.request().namespace();
    for (HeldRule read : rights.of(EscalationRight.READ_SECRET)) {
      if (!edges.mayLook()) {
        return;
      }
      if (read.isUnlimited() && (read.reaches(there) || there.isEmpty())) {
        String namespace = there.isEmpty() ? read.namespace() : there;
        EscalationRight.READ_SECRET
            .in(read.rule(), namespace, "")
            .ifPresent(
                request ->
                    edges.add(
                        new AnyOf(Kind.ACCOUNTS, namespace),
                        EscalationTechnique.CREATE_TOKEN_SECRET,
                        create.in(namespace),
                        Use.of(read, request)));
      }
    }
  }
}
