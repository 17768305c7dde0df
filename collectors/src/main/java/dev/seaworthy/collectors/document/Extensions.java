package dev.seaworthy.collectors.document;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the end of a file's name promises about its content. */
public final class Extensions {
  /** Of Trivy's ignore files, {@code .trivyignore}, whose text has no form of its own. */
  public static final String IGNORE = "trivyignore";

  private static final Set<String> RECOGNISED =
      Set.of("yaml", "yml", "json", "pem", "crt", "cer", IGNORE);

  private Extensions() {}

  /** {@code yaml} for {@code a/b.YAML}; empty where there is none. */
  public static String of(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether a file of this name is read when only its folder was named. */
  static boolean isRecognised(String name) {
    return RECOGNISED.contains(of(name));
  }

  /** The evidence kinds that a file of this name may hold; empty when it could be any. */
  public static List<String> mayHold(String name) {
    return switch (of(name)) {
      case "yaml", "yml" -> List.of("kubernetes/*", "network/*", "iam/*", "tls/*", "record/*");
      case "pem", "crt", "cer" -> List.of("tls/*");
      case IGNORE -> List.of("image/*");
      default -> List.of();
    };
  }
}
