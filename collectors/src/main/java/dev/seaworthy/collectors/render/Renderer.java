package dev.seaworthy.collectors.render;

import dev.seaworthy.collectors.document.FoundFile;
import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.collectors.document.ReadProblem;
import dev.seaworthy.collectors.document.Search;
import dev.seaworthy.collectors.document.ToRender;
import dev.seaworthy.engine.evidence.Coverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts what charts and overlays render to in the place of their sources. */
public final class Renderer {
  private final HelmChart helm;
  private final KustomizeOverlay kustomize;

  public Renderer(Rendering rendering, Limits limits) {
    this.helm = new HelmChart(program("helm", rendering, limits), rendering);
    this.kustomize = new KustomizeOverlay(program("kubectl", rendering, limits));
  }

  private static Optional<Program> program(String name, Rendering rendering, Limits limits) {
    return Program.find(name, rendering.programs(), limits.maxTreeBytes());
  }

  /**
   * The search, with rendered files. What cannot be rendered is unseen; what is part of an overlay
   * that is rendered is left aside.
   */
  public Search render(Search search) {
    Map<ToRender, Overlay> overlays = new LinkedHashMap<>();
    Set<Path> parts = new HashSet<>();
    for (ToRender source : search.toRender()) {
      if (source.kind() == ToRender.Kind.KUSTOMIZE) {
        Overlay overlay = Overlay.of(source);
        overlays.put(source, overlay);
        parts.addAll(overlay.folders());
        parts.addAll(overlay.files());
      }
    }
    Pass pass = new Pass(search, parts);
    for (ToRender source : search.toRender()) {
      Overlay overlay = overlays.get(source);
      pass.render(
          source, () -> overlay == null ? helm.render(source) : kustomize.render(source, overlay));
    }
    return pass.result();
  }

  /** Renders one source. */
  private interface Work {
    Rendered render() throws RenderException;
  }

  private static final class Pass {
    private static final String PART = "part of a kustomize overlay that is rendered";

    private final List<FoundFile> files = new ArrayList<>();
    private final List<Search.Unseen> unseen;
    private final List<Coverage.Skipped> skipped;
    private final Set<Path> parts;

    Pass(Search search, Set<Path> parts) {
      this.unseen = new ArrayList<>(search.unseen());
      this.skipped = new ArrayList<>(search.skipped());
      this.parts = parts;
      for (FoundFile found : search.files()) {
        if (parts.contains(Path.of(found.identity()))) {
          skipped.add(new Coverage.Skipped(found.file().name(), PART));
        } else {
          files.add(found);
        }
      }
    }

    void render(ToRender source, Work work) {
      if (parts.contains(source.folder())) {
        skipped.add(new Coverage.Skipped(source.name(), PART));
        return;
      }
      try {
        Rendered rendered = work.render();
        files.addAll(rendered.files());
        skipped.add(new Coverage.Skipped(source.name(), rendered.account()));
      } catch (RenderException e) {
        unseen.add(new Search.Unseen(source.name(), ReadProblem.of(e.problem())));
      }
    }

    Search result() {
      return new Search(files, unseen, skipped, List.of());
    }
  }
}
