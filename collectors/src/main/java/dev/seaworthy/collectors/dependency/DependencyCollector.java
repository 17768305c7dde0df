package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.DependencyForm;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what package managers ask for and what they chose: pip, Poetry, uv, Pipenv, npm, Yarn,
 * pnpm, Go, Maven and Gradle. Their files are told by name, since their text has no mark of its
 * own.
 */
public final class DependencyCollector implements Collector {
  static final String NAME = "dependency";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return form(document).isPresent();
  }

  private static Optional<DependencyForm> form(Document document) {
    Optional<DependencyForm> form = DependencyForm.of(document.file().name());
    return form.filter(
        one ->
            switch (one.shape()) {
              case TREE ->
                  document instanceof Document.Structured structured
                      && structured.root().asMapping().isPresent()
                      && !structured.has("apiVersion", "kind");
              case RAW -> document instanceof Document.Raw raw && raw.head().contains("<project");
              case TEXT -> document instanceof Document.Text;
            });
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    DependencyForm form = form(document).orElseThrow();
    Source source = new Source(NAME, document.file().name(), document.index());
    DependencySet set = new DependencySet(form, source);
    read(document, form, set);
    List<Observation> observations = new ArrayList<>(set.faults().gaps());
    observations.add(set.evidence(hints.baseline()));
    return observations;
  }

  private static void read(Document document, DependencyForm form, DependencySet set) {
    if (document instanceof Document.Text text) {
      readText(text.text(), form, set);
    } else if (document instanceof Document.Structured structured) {
      structured.root().asMapping().ifPresent(root -> readTree(root, form, set));
    } else {
      try {
        new PomReader(set).read(document.file());
      } catch (IOException e) {
        set.faults().add(new Tree.Mark(0, 0), "the system refuses it");
      }
    }
  }

  private static void readText(String text, DependencyForm form, DependencySet set) {
    switch (form) {
      case REQUIREMENTS -> new RequirementsReader(set).read(text);
      case PYPROJECT, POETRY, UV -> new TomlReader(set).read(text);
      case YARN -> new YarnReader(set).read(text);
      case GO_MOD -> new GoModReader(set).read(text);
      case GO_SUM -> GoModReader.sums(text, set);
      default -> GradleReader.read(text, set);
    }
  }

  private static void readTree(Tree.Mapping root, DependencyForm form, DependencySet set) {
    switch (form) {
      case PACKAGE_JSON -> NpmReader.manifest(root, set);
      case PACKAGE_LOCK -> new NpmReader(set).lock(root);
      case PNPM -> PnpmReader.read(root, set);
      default -> PipfileReader.read(root, set);
    }
  }
}
