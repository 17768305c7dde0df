package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.DependencyFiles;
import java.util.Optional;

/** The files that are known, by their names. */
enum DependencyForm {
  REQUIREMENTS("pypi", "requirements", Role.BOTH),
  PYPROJECT("pypi", "pyproject", Role.MANIFEST),
  POETRY("pypi", "poetry", Role.LOCK),
  UV("pypi", "uv", Role.LOCK),
  PIPFILE("pypi", "pipfile", Role.LOCK),
  PACKAGE_JSON("npm", "package.json", Role.MANIFEST),
  PACKAGE_LOCK("npm", "package-lock", Role.LOCK),
  YARN("npm", "yarn", Role.LOCK),
  PNPM("npm", "pnpm", Role.LOCK),
  GO_MOD("golang", "go.mod", Role.MANIFEST),
  GO_SUM("golang", "go.sum", Role.LOCK),
  POM("maven", "pom", Role.MANIFEST),
  GRADLE("maven", "gradle", Role.LOCK);

  /** Whether a file says what is wanted, what was chosen, or both at once. */
  enum Role {
    MANIFEST,
    LOCK,
    BOTH
  }

  private final String ecosystem;
  private final String id;
  private final Role role;

  DependencyForm(String ecosystem, String id, Role role) {
    this.ecosystem = ecosystem;
    this.id = id;
    this.role = role;
  }

  /** As package URLs call it. */
  String ecosystem() {
    return ecosystem;
  }

  String id() {
    return id;
  }

  Role role() {
    return role;
  }

  /** The form of a file of this name. */
  static Optional<DependencyForm> of(String file) {
    String name = DependencyFiles.baseName(file);
    if (DependencyFiles.isRequirements(file)) {
      return Optional.of(REQUIREMENTS);
    }
    return Optional.ofNullable(
        switch (name) {
          case "pyproject.toml" -> PYPROJECT;
          case "poetry.lock" -> POETRY;
          case "uv.lock" -> UV;
          case "Pipfile.lock" -> PIPFILE;
          case "package.json" -> PACKAGE_JSON;
          case "package-lock.json", "npm-shrinkwrap.json" -> PACKAGE_LOCK;
          case "yarn.lock" -> YARN;
          case "pnpm-lock.yaml" -> PNPM;
          case "go.mod" -> GO_MOD;
          case "go.sum" -> GO_SUM;
          case "pom.xml" -> POM;
          case "gradle.lockfile", "buildscript-gradle.lockfile" -> GRADLE;
          default -> null;
        });
  }
}
