package dev.seaworthy.collectors.concealment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What the strings are at some place in an object. */
enum Surrounding {
  /** Fields, of which some refer to Secrets. */
  FIELD,
  /** Values of a ConfigMap: what a name tells to be a secret is one. */
  SETTING,
  /** Values of charts and middlewares. */
  VALUES,
  /** Variables of a container. */
  VARIABLE,
  /** Words of a command line. */
  WORD,
  /** What others refer to: its shape alone can tell a secret. */
  IDENTIFIER,
  /** Values of a Secret. */
  SECRET;

  private static final Set<String> IDENTIFIERS =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "uid",
          "image",
          "labels",
          "matchLabels",
          "nodeSelector",
          "ownerReferences",
          "managedFields",
          "matchExpressions",
          "imagePullSecrets",
          "serviceAccountName",
          "volumeMounts",
          "volumeDevices",
          "resources",
          "ports",
          "finalizers",
          "resourceVersion",
          "podPath",
          "hosts",
          "host");

  private static final Set<String> DATA = Set.of("data", "stringData", "binaryData");

  /** Kinds of which there is nothing but names and rules, or whose schema names passwords. */
  private static final Set<String> OF_NAMES =
      Set.of(
          "Role",
          "ClusterRole",
          "RoleBinding",
          "ClusterRoleBinding",
          "CustomResourceDefinition",
          "NetworkPolicy",
          "Namespace");

  private static final Set<String> OF_VALUES =
      Set.of(
          "Application",
          "ApplicationSet",
          "HelmChart",
          "HelmChartConfig",
          "HelmRelease",
          "Kustomization",
          "Middleware");

  private static final int LEAST_NUMBER = 1000;

  /** What the fields of {@code object} are, which stands at such a place. */
  Surrounding in(ObjectNode object) {
    boolean manifest = object.path("kind").isTextual() && object.path("metadata").isObject();
    return manifest && OF_NAMES.contains(object.path("kind").textValue()) ? IDENTIFIER : this;
  }

  /** What is below the field {@code name} of an object of {@code kind}. */
  Surrounding below(String name, String kind) {
    if (DATA.contains(name) && kind.equals("Secret")) {
      return SECRET;
    }
    if (DATA.contains(name) && kind.equals("ConfigMap")) {
      return SETTING;
    }
    if (name.equals("spec") && OF_VALUES.contains(kind) && this == FIELD) {
      return VALUES;
    }
    return this == FIELD || this == VALUES ? field(name) : this;
  }

  private Surrounding field(String name) {
    if (IDENTIFIERS.contains(name)) {
      return IDENTIFIER;
    }
    if (name.equals("command") || name.equals("args")) {
      return WORD;
    }
    return name.equals("env") && this == FIELD ? VARIABLE : this;
  }

  /** Whether {@code {name: …, value: …}} gives a name to a value here. */
  boolean namesPairs() {
    return this != IDENTIFIER;
  }

  /** Whether a number under {@code name} is a password of digits. */
  boolean tellsNumber(String name, long number) {
    return this != IDENTIFIER
        && number >= LEAST_NUMBER
        && SecretNames.endsInPassword(name)
        && SecretNames.isSecret(name);
  }
}
