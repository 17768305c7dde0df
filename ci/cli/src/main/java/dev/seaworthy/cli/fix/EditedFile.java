package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of one file while it is edited. */
final class EditedFile {
  /** Each edit reads its document anew. */
  private static final int MAX_BYTES = 1 << 20;

  private static final String MARKER = "---";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;
  private final Path path;
  private final String before;

  /** The documents, each with the marker that begins it, so that they make the text together. */
  private final List<String> parts;

  private EditedFile(String name, Path path, String text) {
    this.name = name;
    this.path = path;
    this.before = text;
    this.parts = parts(text);
  }

  /**
   * The file called {@code name} in a verdict.
   *
   * @param folder that relative names begin at
   * @throws EditRefusedException if it is no file of manifests that may be edited
   */
  static EditedFile read(String name, Path folder) throws EditRefusedException {
    Path path = folder.resolve(name);
    if (!Files.isRegularFile(path)) {
      throw new EditRefusedException(
          "it is rendered, or no file of its own: what it is made of is to be mended");
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new EditRefusedException("the file is a symbolic link: name the file itself");
    }
    if (isTemplate(path)) {
      throw new EditRefusedException("the file is a template of a Helm chart");
    }
    try {
      return new EditedFile(name, path.toRealPath(), text(path));
    } catch (CharacterCodingException e) {
      throw new EditRefusedException("the file is not UTF-8");
    } catch (IOException e) {
      throw new EditRefusedException("the file cannot be read");
    }
  }

  private static boolean isTemplate(Path file) {
    for (Path folder = file.toAbsolutePath().normalize().getParent();
        folder != null;
        folder = folder.getParent()) {
      boolean named = folder.endsWith("templates");
      if (named && Files.exists(folder.resolveSibling("Chart.yaml"))) {
        return true;
      }
    }
    return false;
  }

  private static String text(Path path) throws IOException, EditRefusedException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new EditRefusedException("the file has more than 1 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  /** Cuts where kubectl does: before each line that begins with a marker. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); ) {
      if (at > start && text.startsWith(MARKER, at)) {
        parts.add(text.substring(start, at));
        start = at;
      }
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }

  String name() {
    return name;
  }

  Path path() {
    return path;
  }

  String before() {
    return before;
  }

  String after() {
    return String.join("", parts);
  }

  byte[] content() {
    return after().getBytes(StandardCharsets.UTF_8);
  }

  boolean isChanged() {
    return !before.equals(after());
  }

  /** Whether the file still is what was read. */
  boolean isAsRead() throws IOException, EditRefusedException {
    return text(path).equals(before);
  }

  /**
   * Makes one edit.
   *
   * @param line of the file as it was read, from 1, that the document holds
   * @param subject the object
   * @return what was aimed at, from the document's root
   */
  Goal edit(int line, Subject subject, Remedy remedy, JsonPath finding)
      throws EditRefusedException {
    int part = part(line);
    String text = parts.get(part);
    int skipped = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    String document = text.substring(skipped);
    YamlTree tree = YamlTree.of(document);
    JsonPath path = joined(tree.object(subject), finding);
    Goal goal = remedy.goal(path);
    Conflicts.require(tree, goal.path());
    parts.set(part, text.substring(0, skipped) + YamlEdit.edited(document, goal));
    return goal;
  }

  private static JsonPath joined(JsonPath object, JsonPath inside) {
    List<Object> steps = new ArrayList<>(object.steps());
    steps.addAll(inside.steps());
    return new JsonPath(steps);
  }

  /** Edits move lines; documents stay in their order. */
  private int part(int line) throws EditRefusedException {
    if (line < 1) {
      throw new EditRefusedException("its place in the file is not known");
    }
    long lines = 0;
    List<String> original = parts(before);
    for (int i = 0; i < original.size(); i++) {
      lines += original.get(i).chars().filter(c -> c == '\n').count();
      if (line <= lines || i == original.size() - 1) {
        return i;
      }
    }
    throw new EditRefusedException("its place in the file is not known");
  }
}
