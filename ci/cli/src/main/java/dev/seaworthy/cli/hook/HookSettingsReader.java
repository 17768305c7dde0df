package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.change.Threshold;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.cli.descriptor.Diagnostics;
import dev.seaworthy.cli.descriptor.Fields;
import dev.seaworthy.cli.descriptor.Suggestion;
import dev.seaworthy.cli.forge.ForgeAddress;
import dev.seaworthy.cli.forge.ForgeKind;
import dev.seaworthy.cli.forge.ForgeTarget;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns a tree into settings, and reports every mistake in it. */
final class HookSettingsReader {
  static final String KIND = "PullRequestHooks";

  private static final int MOST_REPOSITORIES = 5_000;
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
  private static final Set<String> KEYS = Set.of("apiVersion", "kind", "forges");
  private static final Set<String> FORGE_KEYS =
      Set.of("kind", "name", "api", "clone", "tokenFile", "repositories");
  private static final Set<String> REPOSITORY_KEYS =
      Set.of(
          "project",
          "paths",
          "bundles",
          "only",
          "set",
          "baseline",
          "failOn",
          "render",
          "codeScanning",
          "publishAs");

  /** What the repositories of a forge have in common. */
  private record Shared(String name, ForgeKind kind, URI api, URI source, Path tokenFile) {}

  private final Diagnostics diagnostics;
  private final Path file;
  private final Map<String, ForgeKind> forges = new TreeMap<>();
  private final List<ServedRepository> repositories = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * A reader.
   *
   * @param file whose folder other files are named from
   */
  HookSettingsReader(Diagnostics diagnostics, Path file) {
    this.diagnostics = diagnostics;
    this.file = file;
  }

  /** Those of forges and of repositories. */
  static Set<String> keys() {
    Set<String> keys = new HashSet<>(FORGE_KEYS);
    keys.addAll(REPOSITORY_KEYS);
    return keys;
  }

  /** What could be read; to be used only if no error was reported. */
  HookSettings read(Tree root) {
    Fields fields = Fields.of(root, "", KEYS, diagnostics);
    fields.exactly("apiVersion", Descriptor.API_VERSION);
    fields.exactly("kind", KIND);
    fields.each("forges", (item, path) -> forge(Fields.of(item, path, FORGE_KEYS, diagnostics)));
    if (!diagnostics.hasErrors() && repositories.isEmpty()) {
      error(
          fields.mark(),
          "HOOK_NO_REPOSITORY",
          "no repository is served",
          "list `forges`, and the `repositories` of each");
    }
    if (repositories.size() > MOST_REPOSITORIES) {
      error(
          fields.mark(),
          "HOOK_TOO_MANY",
          "more than %d repositories are served".formatted(MOST_REPOSITORIES),
          "run another server for the rest");
    }
    return new HookSettings(forges, repositories);
  }

  private void forge(Fields fields) {
    Optional<ForgeKind> kind = fields.required("kind").flatMap(text -> kind(fields, text));
    Optional<URI> api = fields.required("api").flatMap(text -> address(fields, "api", text));
    Optional<URI> clone = fields.required("clone").flatMap(text -> address(fields, "clone", text));
    Optional<Path> token = fields.required("tokenFile").map(text -> file.resolveSibling(text));
    String name = fields.optional("name").orElse(kind.map(ForgeKind::id).orElse("-"));
    requireName(fields, "name", name);
    if (kind.isPresent() && forges.put(name, kind.get()) != null) {
      error(
          fields.mark(),
          "HOOK_TWICE",
          "two forges are called `%s`".formatted(name),
          "give each a `name`; it is in the path that the forge posts to");
    }
    if (kind.isEmpty() || api.isEmpty() || clone.isEmpty() || token.isEmpty()) {
      return;
    }
    Shared shared = new Shared(name, kind.get(), api.get(), clone.get(), token.get());
    fields.each(
        "repositories",
        (item, at) -> repository(Fields.of(item, at, REPOSITORY_KEYS, diagnostics), shared));
  }

  private void repository(Fields fields, Shared forge) {
    Optional<String> project =
        fields.required("project").flatMap(text -> project(fields, forge.kind(), text));
    String failOn = fields.optional("failOn").orElse("introduced");
    Optional<Threshold> threshold = Threshold.parse(failOn);
    if (threshold.isEmpty()) {
      error(
          fields.valueMark("failOn"),
          "UNKNOWN_VALUE",
          "`failOn` cannot be `%s`".formatted(failOn),
          Suggestion.fix(failOn, Threshold.ids()));
    }
    String name = fields.optional("publishAs").orElse("seaworthy");
    requireName(fields, "publishAs", name);
    List<String> paths = paths(fields, "paths");
    List<String> baseline = paths(fields, "baseline");
    if (project.isEmpty() || threshold.isEmpty()) {
      return;
    }
    if (!seen.add(forge.name() + " " + project.get().toLowerCase(Locale.ROOT))) {
      error(
          fields.valueMark("project"),
          "HOOK_TWICE",
          "`%s` is listed twice".formatted(project.get()),
          "remove one of the two");
    }
    repositories.add(
        new ServedRepository(
            forge.name(),
            forge.kind(),
            forge.api(),
            URI.create(forge.source() + "/" + project.get() + ".git"),
            forge.tokenFile(),
            project.get(),
            new ServedRepository.Rules(
                paths.isEmpty() ? List.of(".") : paths,
                fields.texts("bundles"),
                fields.texts("only"),
                fields.texts("set"),
                baseline.stream().findFirst(),
                threshold.get(),
                fields.flag("render", false),
                codeScanning(fields, forge.kind()),
                name)));
  }

  private boolean codeScanning(Fields fields, ForgeKind kind) {
    boolean asked = fields.flag("codeScanning", false);
    if (asked && kind != ForgeKind.GITHUB) {
      error(
          fields.valueMark("codeScanning"),
          "UNKNOWN_VALUE",
          "%s has no code scanning".formatted(kind.title()),
          "remove `codeScanning`: it is for GitHub");
    }
    return asked;
  }

  /** Paths that stay inside a repository. */
  private List<String> paths(Fields fields, String key) {
    List<String> paths = fields.texts(key);
    for (String path : paths) {
      boolean climbs = List.of(path.split("/", -1)).contains("..");
      if (path.isBlank() || path.startsWith("/") || path.equals("-") || climbs) {
        error(
            fields.valueMark(key),
            "PATH_OUTSIDE",
            "`%s` is no path inside the repository".formatted(path),
            "name it from the root of the repository, such as `deploy/`");
      }
    }
    return paths;
  }

  private Optional<ForgeKind> kind(Fields fields, String text) {
    Optional<ForgeKind> kind = ForgeKind.parse(text).filter(ForgeKind::hasHooks);
    if (kind.isEmpty()) {
      List<String> known =
          Stream.of(ForgeKind.values()).filter(ForgeKind::hasHooks).map(ForgeKind::id).toList();
      error(
          fields.valueMark("kind"),
          "UNKNOWN_VALUE",
          "`%s` is no kind of forge".formatted(text),
          Suggestion.fix(text, known));
    }
    return kind;
  }

  private Optional<URI> address(Fields fields, String key, String text) {
    try {
      return Optional.of(
          ForgeAddress.of(text, "write `%s: https://HOST/…`, without a user".formatted(key)));
    } catch (ConfigurationException e) {
      error(fields.valueMark(key), e);
      return Optional.empty();
    }
  }

  private Optional<String> project(Fields fields, ForgeKind kind, String text) {
    try {
      return Optional.of(ForgeTarget.project(kind, text, "write `project: OWNER/NAME`"));
    } catch (ConfigurationException e) {
      error(fields.valueMark("project"), e);
      return Optional.empty();
    }
  }

  private void requireName(Fields fields, String key, String name) {
    if (fields.has(key) && !name.matches(NAME)) {
      error(
          fields.valueMark(key),
          "UNKNOWN_VALUE",
          "`%s` cannot be `%s`".formatted(key, name),
          "use small letters, digits and `-`, up to 40");
    }
  }

  private void error(Tree.Mark at, ConfigurationException e) {
    Problem problem = e.diagnostics().get(0).problem();
    error(at, problem.code(), problem.message(), problem.fix());
  }

  private void error(Tree.Mark at, String code, String message, String fix) {
    diagnostics.error(at, code, message, fix);
  }
}
