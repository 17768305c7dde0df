package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.core.JsonParser;
import dev.seaworthy.collectors.x509.StoredCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one file into documents, told apart by form: YAML, JSON, large JSON, PEM, results. A
 * problem with one document does not cost the others.
 */
public final class DocumentReader {
  /** Takes what is read, in file order; a document is not kept after the call. */
  public interface Sink {
    void document(Document document);

    void problem(ReadProblem problem);

    /** The file is readable and holds nothing but comments. */
    void nothing();
  }

  private static final Pattern PEM =
      Pattern.compile("^-----BEGIN [A-Z0-9 ]+-----", Pattern.MULTILINE);
  private static final Pattern HELM =
      Pattern.compile(
          "\\{\\{-?\\s*(\\.Values|\\.Release|\\.Chart|\\.Capabilities|include |template |tpl"
              + " |toYaml |if |range |with |end\\b|\\$)");

  private final Limits limits;

  public DocumentReader(Limits limits) {
    this.limits = limits;
  }

  public void read(SourceFile file, Sink sink) {
    try {
      Optional<Document.Raw> raw = RawFiles.of(file);
      if (raw.isPresent()) {
        sink.document(raw.get());
      } else if (extension(file).equals("json") && file.size() > limits.streamedBytes()) {
        readLargeJson(file, sink);
      } else {
        read(file, bytes(file), sink);
      }
    } catch (UnreadableException e) {
      sink.problem(e.in(0));
    } catch (IOException e) {
      sink.problem(ReadProblem.ofFile(ReadProblems.unreadable(file.name(), reason(e))));
    }
  }

  static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "it is gone";
    }
    return "the system refuses it";
  }

  private void read(SourceFile file, byte[] bytes, Sink sink)
      throws UnreadableException, IOException {
    if (isStore(file, bytes)) {
      sink.document(new Document.Store(file));
    } else {
      readText(file, TextDecoder.decode(file.name(), bytes), sink);
    }
  }

  /** By its first bytes whatever it is called; by its name what is neither empty nor PEM. */
  private static boolean isStore(SourceFile file, byte[] bytes) {
    return StoredCertificates.isStore(bytes)
        || (Extensions.isStore(file.name())
            && bytes.length > 0
            && !PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find());
  }

  private void readText(SourceFile file, String text, Sink sink)
      throws UnreadableException, IOException {
    String extension = extension(file);
    if (extension.equals(Extensions.IGNORE) || DependencyForm.isText(file.name())) {
      sink.document(new Document.Text(file, text));
      return;
    }
    if (text.isBlank()) {
      throw new UnreadableException(ReadProblems.emptyFile(file.name()), ReadProblem.NOWHERE);
    }
    if (NginxForm.is(file.name(), text)
        || Set.of("pem", "crt", "cer", Extensions.TAGS).contains(extension)
        || (!Set.of("yaml", "yml", "json").contains(extension) && PEM.matcher(text).find())) {
      sink.document(new Document.Text(file, text));
    } else if (extension.equals("toml")) {
      sink.document(new Document.Structured(file, 0, TomlReader.read(file.name(), text, limits)));
    } else if (extension.equals("json") || looksLikeJson(file, text)) {
      readJson(file, text, sink);
    } else {
      readYaml(file, text, sink);
    }
  }

  private byte[] bytes(SourceFile file) throws UnreadableException, IOException {
    if (file.size() > limits.maxTreeBytes()) {
      throw tooLarge(file);
    }
    try (InputStream in = file.open()) {
      byte[] bytes = in.readNBytes((int) limits.maxTreeBytes() + 1);
      if (bytes.length > limits.maxTreeBytes()) {
        throw tooLarge(file);
      }
      return bytes;
    }
  }

  private UnreadableException tooLarge(SourceFile file) {
    return new UnreadableException(
        ReadProblems.tooLarge(file.name(), limits.maxTreeBytes()), ReadProblem.NOWHERE);
  }

  /** YAML may begin with a brace too, so text of that form is JSON only if its first value is. */
  private boolean looksLikeJson(SourceFile file, String text) throws IOException {
    char first = text.stripLeading().charAt(0);
    if (first != '{' && first != '[') {
      return false;
    }
    try (JsonParser parser = JsonReader.FACTORY.createParser(text)) {
      return new JsonReader(file.name(), parser, limits).next() != null;
    } catch (UnreadableException e) {
      return Set.of("TOO_DEEP", "BAD_VALUE").contains(e.problem().code());
    }
  }

  private void readJson(SourceFile file, String text, Sink sink)
      throws UnreadableException, IOException {
    if (LargeJson.mayBeScan(text)) {
      try (JsonParser parser = JsonReader.FACTORY.createParser(text)) {
        Set<String> keys = LargeJson.keys(file.name(), parser);
        if (LargeJson.isScan(keys)) {
          sink.document(LargeJson.document(file, keys));
          return;
        }
      }
    }
    int index = 0;
    int read = 0;
    try (JsonParser parser = JsonReader.FACTORY.createParser(text)) {
      JsonReader reader = new JsonReader(file.name(), parser, limits);
      for (ParsedDocument next = reader.next(); next != null; next = reader.next()) {
        deliver(file, index++, next, sink);
        read = reader.offset();
      }
    } catch (UnreadableException e) {
      // After one JSON value kubectl still takes a stream for YAML; after two it does not.
      if (index == 1 && !extension(file).equals("json")) {
        readYaml(file, YamlParts.after(text, read), index, sink);
      } else {
        sink.problem(e.in(index));
      }
    }
  }

  private void readLargeJson(SourceFile file, Sink sink) throws UnreadableException, IOException {
    Set<String> keys;
    try (InputStream in = file.open();
        JsonParser parser = JsonReader.FACTORY.createParser(in)) {
      keys = LargeJson.keys(file.name(), parser);
    }
    if (LargeJson.isKnownTree(keys) && file.size() <= limits.maxTreeBytes()) {
      readJson(file, TextDecoder.decode(file.name(), bytes(file)), sink);
    } else {
      sink.document(LargeJson.document(file, keys));
    }
  }

  private void readYaml(SourceFile file, String text, Sink sink) {
    readYaml(file, YamlParts.of(text), 0, sink);
  }

  /**
   * Reads the parts of a stream; each is at most one document.
   *
   * @param before how many documents the file holds before them
   */
  private void readYaml(SourceFile file, List<YamlParts.Part> parts, int before, Sink sink) {
    int index = before;
    boolean anything = before > 0;
    for (YamlParts.Part part : parts) {
      if (part.form() == YamlParts.Form.PREFACE) {
        continue;
      }
      try {
        ParsedDocument document = YamlReader.read(file.name(), part, limits);
        if (!document.empty()) {
          requireNoTemplate(file, part, document);
        }
        anything |= !document.empty() || !document.remarks().isEmpty();
        deliver(file, index, document, sink);
      } catch (UnreadableException e) {
        anything = true;
        sink.problem(asTemplate(file, part, e).in(index));
      }
      index++;
      if (index > limits.maxDocuments()) {
        sink.problem(
            ReadProblem.ofFile(ReadProblems.tooManyDocuments(file.name(), limits.maxDocuments())));
        return;
      }
    }
    if (!anything) {
      sink.nothing();
    }
  }

  private static void deliver(SourceFile file, int index, ParsedDocument parsed, Sink sink) {
    parsed.remarks().forEach(remark -> sink.problem(remark.in(index)));
    if (!parsed.empty()) {
      sink.document(new Document.Structured(file, index, parsed.root()));
    }
  }

  /** A template can be valid YAML by chance; text that a ConfigMap carries may look like one. */
  private static void requireNoTemplate(
      SourceFile file, YamlParts.Part part, ParsedDocument document) throws UnreadableException {
    boolean carriesText =
        document.root().asMapping().flatMap(root -> root.text("kind")).stream()
            .anyMatch(Set.of("ConfigMap", "Secret")::contains);
    if (!carriesText && part.text().contains("{{ .Values.")) {
      throw new UnreadableException(ReadProblems.helmTemplate(file.name()), document.root().mark());
    }
  }

  private static UnreadableException asTemplate(
      SourceFile file, YamlParts.Part part, UnreadableException e) {
    return Set.of("NOT_YAML", "BAD_KEY").contains(e.problem().code())
            && HELM.matcher(part.text()).find()
        ? new UnreadableException(ReadProblems.helmTemplate(file.name()), e.at())
        : e;
  }

  private static String extension(SourceFile file) {
    return Extensions.of(file.name());
  }
}
