package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.collectors.render.Rendering;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How Helm charts and kustomize overlays among the paths are rendered. */
@Command
final class RenderingOptions {
  /** What Helm takes for the name of a release. */
  private static final String RELEASE_NAME = "[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?";

  private static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  @Option(
      names = "--no-render",
      description = "Render neither Helm charts nor kustomize overlays: a chart is a gap then.")
  boolean noRender;

  @Option(
      names = "--helm-values",
      paramLabel = "FILE",
      description = "Values for rendering Helm charts; may be repeated, the last overrides.")
  List<Path> values = new ArrayList<>();

  @Option(
      names = "--helm-set",
      paramLabel = "KEY=VALUE",
      description = "A value for rendering Helm charts, as `helm --set` takes it; may be repeated.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--helm-release",
      paramLabel = "NAME",
      defaultValue = Rendering.DEFAULT_RELEASE,
      description = "The name of the Helm release (default: ${DEFAULT-VALUE}).")
  String release = Rendering.DEFAULT_RELEASE;

  @Option(
      names = "--helm-namespace",
      paramLabel = "NAME",
      defaultValue = Rendering.DEFAULT_NAMESPACE,
      description =
          "The name space of the Helm release, in which rendered objects live that name none"
              + " (default: ${DEFAULT-VALUE}).")
  String namespace = Rendering.DEFAULT_NAMESPACE;

  /** The set-up, with rendering as the options have it. */
  Setup with(Setup setup) throws ConfigurationException {
    return noRender ? setup.with(Rendering.NONE) : setup.with(rendering(setup.rendering()));
  }

  private Rendering rendering(Rendering given) throws ConfigurationException {
    requireName("--helm-release", release, RELEASE_NAME);
    requireName("--helm-namespace", namespace, NAMESPACE);
    for (Path file : values) {
      if (!Files.isRegularFile(file)) {
        throw new ConfigurationException(
            "NO_SUCH_PATH", "there is no file `%s`".formatted(file), "check --helm-values");
      }
    }
    for (String setting : settings) {
      if (setting.indexOf('=') < 1) {
        throw new ConfigurationException(
            "BAD_VALUE",
            "--helm-set `%s` sets nothing".formatted(setting),
            "write `--helm-set KEY=VALUE`");
      }
    }
    return new Rendering(
        given.on(),
        given.programs(),
        release,
        namespace,
        values.stream().map(Path::toAbsolutePath).toList(),
        settings);
  }

  private static void requireName(String option, String value, String form)
      throws ConfigurationException {
    if (!value.matches(form)) {
      throw new ConfigurationException(
          "BAD_VALUE",
          "%s cannot be `%s`".formatted(option, value),
          "use lower-case letters, digits and `-`");
    }
  }
}
