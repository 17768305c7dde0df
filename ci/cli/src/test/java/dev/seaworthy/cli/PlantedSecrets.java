package dev.seaworthy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.html.HtmlEscapers;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Secrets of many kinds, each at a place of its own: {@code planted/planted.txt}. */
final class PlantedSecrets {
  /**
   * One of them.
   *
   * @param kind in words
   * @param file what it stands in
   * @param secret it alone
   */
  record Planted(String kind, String file, String secret, String text) {}

  static final List<Planted> ALL = read();

  private PlantedSecrets() {}

  private static List<Planted> read() {
    try (InputStream in = PlantedSecrets.class.getResourceAsStream("/planted/planted.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      List<Planted> planted = new ArrayList<>();
      for (String part : all.substring("### ".length()).split("(?m)^### ", -1)) {
        int end = part.indexOf('\n');
        String[] head = part.substring(0, end).split(" \\| ", -1);
        String file = "%02d.%s".formatted(planted.size(), head[1]);
        planted.add(new Planted(head[0], file, head[2], part.substring(end + 1)));
      }
      return List.copyOf(planted);
    } catch (IOException e) {
      throw new IllegalStateException("the resource lies beside the tests", e);
    }
  }

  /** The files by their names. */
  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    ALL.forEach(planted -> files.put(planted.file(), planted.text()));
    return files;
  }

  static void write(Path folder) throws IOException {
    for (Planted planted : ALL) {
      Files.writeString(folder.resolve(planted.file()), planted.text());
    }
  }

  /** The kinds whose secret is in {@code text}, in whatever form. */
  static Set<String> in(String text) {
    Set<String> kinds = new TreeSet<>();
    for (Planted planted : ALL) {
      if (forms(planted.secret()).anyMatch(text::contains)) {
        kinds.add(planted.kind());
      }
    }
    return kinds;
  }

  /** As it is, in JSON, in HTML, in URLs, and in base64 that begins anywhere. */
  static Stream<String> forms(String secret) {
    String json = CanonicalJson.of(secret).toString();
    return Stream.of(
        secret,
        json.substring(1, json.length() - 1),
        HtmlEscapers.htmlEscaper().escape(secret),
        URLEncoder.encode(secret, UTF_8),
        base64(secret, 0),
        base64(secret, 1),
        base64(secret, 2));
  }

  /** What stays the same of its base64, whatever stands around it, behind so many bytes. */
  private static String base64(String secret, int before) {
    byte[] bytes = secret.getBytes(UTF_8);
    byte[] shifted = new byte[before + bytes.length];
    Arrays.fill(shifted, (byte) ' ');
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String encoded = Base64.getEncoder().encodeToString(shifted);
    int start = (before * Byte.SIZE + 5) / 6;
    int end = shifted.length * Byte.SIZE / 6;
    return encoded.substring(start, end);
  }
}
