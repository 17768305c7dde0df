package dev.seaworthy.collectors.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Tells results, which are not held in memory, from all else. */
final class RawFiles {
  private static final int HEAD_BYTES = 8 << 10;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Points of k6 are JSON, one value a line; the first line defines a metric. */
  private static final Pattern JSON_LINES =
      Pattern.compile("\\A\\s*\\{[^\\n]*\"type\" ?: ?\"(Metric|Point)\"");

  private RawFiles() {}

  /** The document that {@code file} is if it holds results; empty if it is to be read whole. */
  static Optional<Document.Raw> of(SourceFile file) throws UnreadableException, IOException {
    boolean raw = Extensions.isRaw(file.name());
    if (!raw && !Extensions.of(file.name()).equals("json")) {
      return Optional.empty();
    }
    SourceFile plain = Extensions.isCompressed(file.name()) ? unpacked(file) : file;
    String head = head(plain);
    if (!raw) {
      return JSON_LINES.matcher(head).find()
          ? Optional.of(new Document.Raw(plain, head))
          : Optional.empty();
    }
    return Optional.of(new Document.Raw(plain, head));
  }

  private static String head(SourceFile file) throws UnreadableException, IOException {
    try (InputStream in = file.open()) {
      String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
      return head.startsWith(BYTE_ORDER_MARK) ? head.substring(1) : head;
    } catch (ZipException e) {
      throw new UnreadableException(ReadProblems.binary(file.name()), ReadProblem.NOWHERE);
    }
  }

  private static SourceFile unpacked(SourceFile file) {
    return new SourceFile(file.name(), file.size(), () -> new GZIPInputStream(file.open()));
  }
}
