package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The first files of a new bundle: one control, its tests, and what a bundle says of itself. */
final class Scaffold {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final String name;
  private final Path root;

  private Scaffold(String name, Path root) {
    this.name = name;
    this.root = root;
  }

  /**
   * The files of a bundle that is not there yet.
   *
   * @param root the folder of policies it goes into
   */
  static Scaffold of(String name, Path root) throws ConfigurationException {
    if (!NAME.matcher(name).matches() || name.equals(PolicySources.LIB)) {
      throw new ConfigurationException(
          "POLICY_NAME",
          "`%s` is no name for a bundle".formatted(name),
          "write it like `supply-chain`: lower-case words and `-`; `lib` is taken");
    }
    if (Files.exists(root.resolve(name))) {
      throw new ConfigurationException(
          "POLICY_EXISTS",
          "`%s` exists already".formatted(root.resolve(name)),
          "choose another name or folder");
    }
    return new Scaffold(name, root);
  }

  /** Writes what is missing; gives the files, by name relative to the root. */
  SortedMap<String, byte[]> write() throws ConfigurationException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    String folder = name + "/";
    files.put(folder + PolicySources.BUNDLE, filled("bundle.json"));
    files.put(folder + "data.json", filled("data.json"));
    files.put(folder + "README.md", filled("README.md"));
    files.put(folder + rule() + ".rego", filled("control.rego"));
    files.put(folder + rule() + "_test.rego", filled("control_test.rego"));
    if (!Files.exists(root.resolve(PolicySources.CAPABILITIES))) {
      files.put(PolicySources.CAPABILITIES, capabilities());
    }
    try {
      Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_WRITE",
          "the folder `%s` cannot be made".formatted(root.resolve(name)),
          "name a folder that you may write to");
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      OutputFile.write(root.resolve(file.getKey()), file.getValue());
    }
    return files;
  }

  private byte[] filled(String template) {
    String text = new String(resource(template), StandardCharsets.UTF_8);
    String word = name.replace('-', '_');
    return text.replace("@NAME@", name)
        .replace("@TITLE@", title())
        .replace("@ID@", name.toUpperCase(Locale.ROOT) + "-01")
        .replace("@PACKAGE@", "seaworthy.%s.%s".formatted(word, rule()))
        .replace("@RULE@", rule())
        .replace("@PARAMETER@", word + "_owner_label")
        .replace("@FOLDER@", root.resolve(name).toString().replace('\\', '/'))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String rule() {
    return name.replace('-', '_') + "_01";
  }

  private String title() {
    String words = name.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static byte[] resource(String template) {
    try (InputStream in = Scaffold.class.getResourceAsStream("scaffold/" + template)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its template " + template);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("a resource of the program can be read", e);
    }
  }

  private static byte[] capabilities() {
    try {
      return BundleStore.builtIn(Scaffold.class.getClassLoader())
          .read(PolicySources.CAPABILITIES)
          .orElseThrow(() -> new IllegalStateException("the program lacks its capabilities"));
    } catch (IOException e) {
      throw new IllegalStateException("a resource of the program can be read", e);
    }
  }
}
