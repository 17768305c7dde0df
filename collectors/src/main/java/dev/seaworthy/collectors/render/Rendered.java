package dev.seaworthy.collectors.render;

import dev.seaworthy.collectors.document.FoundFile;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.ToRender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a chart or overlay renders to.
 *
 * @param files to read
 * @param account how many documents came of how many sources, and by which program
 */
record Rendered(List<FoundFile> files, String account) {
  Rendered {
    files = List.copyOf(files);
  }

  /**
   * A rendered file. Its name is that of the folder, {@code #}, and what the renderer calls it, so
   * that nobody looks for it on the disk.
   *
   * @param namespace of objects that name none; empty where that is no matter of the renderer
   */
  static FoundFile file(ToRender source, String part, String text, String namespace) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String name = source.name() + "#" + part;
    SourceFile file = new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
    return new FoundFile(source.folder() + "#" + part, file, namespace);
  }

  /** Renderers begin each document with a marker. */
  static long documents(String text) {
    return text.lines().filter(line -> line.equals("---")).count();
  }
}
