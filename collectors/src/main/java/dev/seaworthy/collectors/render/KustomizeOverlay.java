package dev.seaworthy.collectors.render;

import dev.seaworthy.collectors.document.ToRender;
import java.util.List;
import java.util.Optional;

/** Renders overlays by {@code kubectl kustomize}. */
final class KustomizeOverlay {
  private final Optional<Program> kubectl;

  KustomizeOverlay(Optional<Program> kubectl) {
    this.kubectl = kubectl;
  }

  Rendered render(ToRender source, Overlay overlay) throws RenderException {
    Program program =
        kubectl.orElseThrow(
            () ->
                new RenderException(
                    RenderProblems.missing("kubectl", source.name(), "a kustomize overlay")));
    if (overlay.absent().isPresent()) {
      throw new RenderException(RenderProblems.notHere(source.name(), overlay.absent().get()));
    }
    Program.Run run = program.run(source.name(), List.of("kustomize", source.folder().toString()));
    if (run.code() != 0) {
      throw new RenderException(
          RenderProblems.failed(
              "kubectl kustomize " + source.name(), source.name(), Words.ofError(run.err())));
    }
    String out = run.out();
    return new Rendered(
        out.isEmpty() ? List.of() : List.of(Rendered.file(source, "kustomize.yaml", out, "")),
        account(source, overlay, program, out));
  }

  private static String account(ToRender source, Overlay overlay, Program program, String out)
      throws RenderException {
    // A marker parts two documents; none begins the first.
    long documents = out.isEmpty() ? 0 : 1 + Rendered.documents(out);
    String version =
        Words.first(program.run(source.name(), List.of("version", "--client")).out())
            .replaceFirst("^Client Version: ", "");
    return "kustomize overlay: %d documents rendered from %d manifest files, by kubectl %s"
        .formatted(documents, overlay.files().size(), version);
  }
}
