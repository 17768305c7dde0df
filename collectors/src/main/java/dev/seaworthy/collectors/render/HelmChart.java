package dev.seaworthy.collectors.render;

import dev.seaworthy.collectors.document.FoundFile;
import dev.seaworthy.collectors.document.ToRender;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Renders charts by {@code helm template}, which asks no cluster. */
final class HelmChart {
  private static final String SOURCE = "# Source: ";
  private static final Pattern LIBRARY =
      Pattern.compile("^type:\\s*[\"']?library\\b", Pattern.MULTILINE);

  private final Optional<Program> helm;
  private final Rendering rendering;

  HelmChart(Optional<Program> helm, Rendering rendering) {
    this.helm = helm;
    this.rendering = rendering;
  }

  Rendered render(ToRender chart) throws RenderException {
    if (isLibrary(chart)) {
      return new Rendered(List.of(), "library chart: nothing is rendered from it alone");
    }
    Program program =
        helm.orElseThrow(
            () ->
                new RenderException(RenderProblems.missing("helm", chart.name(), "a Helm chart")));
    Program.Run run = program.run(chart.name(), arguments(chart));
    if (run.code() != 0) {
      throw new RenderException(failure(chart, run.err()));
    }
    Map<String, String> templates = byTemplate(run.out());
    List<FoundFile> files = new ArrayList<>();
    templates.forEach(
        (template, part) -> files.add(Rendered.file(chart, template, part, rendering.namespace())));
    return new Rendered(files, account(chart, program, templates));
  }

  private List<String> arguments(ToRender chart) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("template", rendering.release(), chart.folder().toString()));
    arguments.add("--namespace=" + rendering.namespace());
    // What `helm install` creates before anything else.
    arguments.add("--include-crds");
    rendering.values().forEach(file -> arguments.add("--values=" + file));
    rendering.settings().forEach(setting -> arguments.add("--set=" + setting));
    return arguments;
  }

  private static boolean isLibrary(ToRender chart) {
    try {
      byte[] bytes = Files.readAllBytes(chart.folder().resolve("Chart.yaml"));
      return LIBRARY.matcher(new String(bytes, StandardCharsets.UTF_8)).find();
    } catch (IOException e) {
      // Helm will say what is wrong with it.
      return false;
    }
  }

  private Problem failure(ToRender chart, String words) {
    String reason = Words.ofError(words);
    return words.contains("missing in charts/")
        ? RenderProblems.dependencies(chart.name(), reason)
        : RenderProblems.failed(
            "helm template %s %s".formatted(rendering.release(), chart.name()),
            chart.name(),
            reason);
  }

  /**
   * The documents of each template, joined as {@code helm template --show-only} prints them, so
   * that lines can be found again.
   */
  static Map<String, String> byTemplate(String text) {
    Map<String, StringBuilder> parts = new LinkedHashMap<>();
    String template = "rendered.yaml";
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean begins = lines.get(i).equals("---") && i + 1 < lines.size();
      if (begins && lines.get(i + 1).startsWith(SOURCE)) {
        template = lines.get(i + 1).substring(SOURCE.length()).strip();
      }
      parts
          .computeIfAbsent(template, name -> new StringBuilder())
          .append(lines.get(i))
          .append('\n');
    }
    Map<String, String> texts = new LinkedHashMap<>();
    parts.forEach((name, part) -> texts.put(name, part.toString()));
    return texts;
  }

  private String account(ToRender chart, Program program, Map<String, String> templates)
      throws RenderException {
    long documents = templates.values().stream().mapToLong(Rendered::documents).sum();
    String version = Words.first(program.run(chart.name(), List.of("version", "--short")).out());
    return "Helm chart: %d documents rendered from %d of %d template files, by helm %s"
        .formatted(documents, templates.size(), templateFiles(chart.folder()), version);
  }

  /** Template sources that may give documents; helpers begin with an underscore. */
  private static long templateFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(
              name -> name.matches("(.*/)?(templates|crds)/(.*/)?[^_/][^/]*\\.(ya?ml|json|tpl)"))
          .count();
    } catch (IOException e) {
      return 0;
    }
  }
}
