package dev.seaworthy.collectors.render;

import java.nio.file.Path;
import java.util.List;

/**
 * How charts and overlays are rendered.
 *
 * @param on whether they are; if not, a chart is a gap and an overlay's files are read as they lie
 * @param programs folders to look for {@code helm} and {@code kubectl} in, first come first served
 * @param release the name of the Helm release
 * @param namespace the name space of the Helm release
 * @param values files for Helm's {@code --values}, absolute, the last overriding
 * @param settings {@code KEY=VALUE} for Helm's {@code --set}
 */
public record Rendering(
    boolean on,
    List<Path> programs,
    String release,
    String namespace,
    List<Path> values,
    List<String> settings) {
  /** The name that Helm itself gives a release of which it was told none. */
  public static final String DEFAULT_RELEASE = "release-name";

  public static final String DEFAULT_NAMESPACE = "default";
  public static final Rendering NONE =
      new Rendering(false, List.of(), DEFAULT_RELEASE, DEFAULT_NAMESPACE, List.of(), List.of());

  public Rendering {
    programs = List.copyOf(programs);
    values = List.copyOf(values);
    settings = List.copyOf(settings);
  }

  /** Rendering by programs of {@code programs}, with Helm's own defaults. */
  public static Rendering by(List<Path> programs) {
    return new Rendering(true, programs, DEFAULT_RELEASE, DEFAULT_NAMESPACE, List.of(), List.of());
  }
}
