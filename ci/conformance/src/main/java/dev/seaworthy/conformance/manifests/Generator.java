package dev.seaworthy.conformance.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes files of every form that a manifest may have, and of some that it may not. */
final class Generator {
  private static final List<String> SEPARATORS =
      List.of(
          "---\n",
          "---\n",
          "---\n",
          "---\n",
          "---\n",
          "---\n",
          "---\n",
          "--- # next\n",
          "---  \t\n",
          "---\n---\n",
          "---\n# none\n---\n",
          "---\n\n",
          "...\n---\n",
          "...\n",
          "---x\n",
          "----\n",
          "--- x\n",
          " ---\n",
          "--- !!map\n",
          "%YAML 1.1\n---\n",
          "...\n%YAML 1.1\n---\n",
          "---\nnull\n---\n",
          "---\n~\n---\n",
          "---\n{}\n---\n");
  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "---\n",
          "# a comment\n",
          "\n\n",
          "# a\n---\n",
          "---\n---\n",
          "%YAML 1.1\n---\n",
          "%YAML 1.2\n---\n",
          "\n---\n",
          "  # b\n",
          " \n",
          "--- # c\n",
          "...\n",
          "---\n...\n---\n");
  private static final List<String> ENDS =
      List.of(
          "", "", "", "", "---\n", "...\n", "# end\n", "\n\n", "---", "...", " ", "\t\n", "--- ");
  private static final String FUZZ = "  \t\n\n:-#'\"{}[],&*!|>%@`\\?~<=.0aé\r\u0007\u00a0\u2028";

  private final Random random;
  private final Bodies bodies;

  private Generator(long seed) {
    this.random = new Random(seed);
    this.bodies = new Bodies(random);
  }

  /** Writes {@code count} files into {@code folder}; the same for the same seed. */
  static List<Path> write(Path folder, long seed, int count) throws IOException {
    Generator generator = new Generator(seed);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean json = generator.random.nextInt(12) == 0;
      byte[] bytes = json ? generator.json() : generator.yaml();
      String end = json && generator.random.nextBoolean() ? "json" : "yaml";
      files.add(Files.write(folder.resolve("seed%d-%04d.%s".formatted(seed, i, end)), bytes));
    }
    return files;
  }

  private byte[] yaml() {
    StringBuilder text = new StringBuilder(oneOf(BEGINNINGS));
    int documents = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
    for (int i = 0; i < documents; i++) {
      if (i > 0) {
        text.append(oneOf(SEPARATORS));
      }
      text.append(bodies.document("d" + i));
    }
    text.append(oneOf(ENDS));
    if (random.nextInt(6) == 0) {
      fuzz(text);
    }
    return encode(text.toString());
  }

  private byte[] json() {
    StringBuilder text = new StringBuilder();
    int documents = 1 + random.nextInt(3);
    List<String> between = List.of("", "\n", "\n", " ", "\n---\n", "\n---\n", ",", "\n\n");
    for (int i = 0; i < documents; i++) {
      text.append(i == 0 ? "" : oneOf(between)).append(bodies.json("d" + i));
    }
    if (random.nextInt(5) == 0) {
      text.append('\n').append(oneOf(SEPARATORS)).append(bodies.document("y"));
    }
    if (random.nextInt(4) == 0) {
      fuzz(text);
    }
    return encode(text.toString());
  }

  /** A slip of the finger. */
  private void fuzz(StringBuilder text) {
    int at = random.nextInt(text.length());
    char c = FUZZ.charAt(random.nextInt(FUZZ.length()));
    switch (random.nextInt(3)) {
      case 0 -> text.insert(at, c);
      case 1 -> text.setCharAt(at, c);
      default -> text.deleteCharAt(at);
    }
  }

  private byte[] encode(String text) {
    return switch (random.nextInt(40)) {
      case 0, 1, 2 -> text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      case 3 -> text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
      case 4, 5 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case 6 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
      case 7 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE);
      case 8 -> text.getBytes(StandardCharsets.ISO_8859_1);
      default -> text.getBytes(StandardCharsets.UTF_8);
    };
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
