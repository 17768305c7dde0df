package dev.seaworthy.collectors.document;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the end of a file's name promises about its content. */
public final class Extensions {
  /** Of Trivy's ignore files, {@code .trivyignore}, whose text has no form of its own. */
  public static final String IGNORE = "trivyignore";

  /** Of SPDX documents that are lines of tags and values. */
  static final String TAGS = "spdx";

  private static final Set<String> RECOGNISED =
      Set.of("yaml", "yml", "json", "toml", "pem", "crt", "cer", IGNORE, TAGS);

  /** Of results that tools write: their collectors read them as they come, whatever their size. */
  private static final Set<String> RAW = Set.of("csv", "jtl", "xml", "log", "jsonl");

  /** Of key stores, which hold certificates. */
  private static final Set<String> STORES =
      Set.of("p12", "pfx", "jks", "jceks", "keystore", "truststore");

  private static final String COMPRESSED = ".gz";

  private Extensions() {}

  /** {@code yaml} for {@code a/b.YAML}; empty where there is none. */
  public static String of(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether a file of this name is read when only its folder was named. */
  static boolean isRecognised(String name) {
    return isCompressed(name)
        || RECOGNISED.contains(of(name))
        || RAW.contains(of(name))
        || isStore(name)
        || NginxForm.isMain(name)
        || DependencyForm.isToldByNameAlone(name);
  }

  /** Whether a file of this name promises to be a key store. */
  static boolean isStore(String name) {
    return STORES.contains(of(name));
  }

  /** Whether a file of this name is not held in memory. */
  static boolean isRaw(String name) {
    return isCompressed(name) || RAW.contains(of(name));
  }

  /** Whether a file of this name holds results, compressed; archives are none. */
  static boolean isCompressed(String name) {
    if (!name.endsWith(COMPRESSED)) {
      return false;
    }
    String inner = of(name.substring(0, name.length() - COMPRESSED.length()));
    return RAW.contains(inner) || inner.equals("json");
  }

  /** The evidence kinds that a file of this name may hold; empty when it could be any. */
  public static List<String> mayHold(String name) {
    if (DependencyForm.isToldByNameAlone(name)) {
      return List.of("dependency/*");
    }
    if (isStore(name) || NginxForm.isMain(name)) {
      return List.of("tls/*");
    }
    return switch (of(name)) {
      case "yaml", "yml" ->
          List.of("kubernetes/*", "network/*", "iam/*", "tls/*", "record/*", "dependency/*");
      case "pem", "crt", "cer", "toml" -> List.of("tls/*");
      case IGNORE, TAGS, "jsonl" -> List.of("image/*");
      case "csv" -> List.of("load/*", "iam/*");
      case "jtl" -> List.of("load/*");
      case "xml" -> List.of("load/*", "test/*", "image/*", "dependency/*", "iam/*");
      case "gz" -> List.of("load/*", "test/*", "image/*", "dependency/*");
      case "log" -> List.of("load/*", "test/*", "redis/*");
      default -> List.of();
    };
  }
}
