package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.PlainUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one step of an image's history did that matters here. The command itself stays behind:
 * values of build arguments stand in it.
 */
final class ImageStep {
  private static final int MAX_URLS = 20;

  /** BuildKit writes the instruction; the builder before it {@code #(nop)} and the rest. */
  private static final Pattern INSTRUCTION =
      Pattern.compile("\\A\\s*(?:/bin/sh -c #\\(nop\\)\\s+)?([A-Z]+)\\s");

  private static final Pattern URL = Pattern.compile("(?:https?|ftp)://[^\\s'\"\\]]+");
  private static final Pattern SET_ID =
      Pattern.compile("\\bchmod\\s+(?:-\\S+\\s+)*(?:0?[2467][0-7]{3}\\b|[ugoa]*\\+[rwxXt]*s)");

  /** Each with what shows that it leaves nothing behind. */
  private static final Map<String, List<Pattern>> MANAGERS =
      Map.of(
          "apt",
          List.of(
              Pattern.compile("\\bapt(-get)?\\s+(-\\S+\\s+)*(install|update|upgrade)\\b"),
              Pattern.compile("rm\\s+(-\\S+\\s+)+[^;&|]*/var/lib/apt/lists")),
          "apk",
          List.of(
              Pattern.compile("\\bapk\\s+(-\\S+\\s+)*(add|update|upgrade)\\b"),
              Pattern.compile("--no-cache\\b|rm\\s+(-\\S+\\s+)+[^;&|]*/var/cache/apk")),
          "dnf",
          List.of(
              Pattern.compile("\\b(micro)?dnf\\s+(-\\S+\\s+)*(install|update|upgrade)\\b"),
              Pattern.compile(
                  "dnf\\s+(-\\S+\\s+)*clean\\s+all|rm\\s+(-\\S+\\s+)+[^;&|]*/var/cache")),
          "yum",
          List.of(
              Pattern.compile("\\byum\\s+(-\\S+\\s+)*(install|update|upgrade)\\b"),
              Pattern.compile(
                  "yum\\s+(-\\S+\\s+)*clean\\s+all|rm\\s+(-\\S+\\s+)+[^;&|]*/var/cache")),
          "zypper",
          List.of(
              Pattern.compile("\\bzypper\\s+(-\\S+\\s+)*(in|install|up|update|dup)\\b"),
              Pattern.compile("zypper\\s+(-\\S+\\s+)*(clean|cc)\\b")),
          "pip",
          List.of(
              Pattern.compile("\\bpip[0-9.]*\\s+(-\\S+\\s+)*install\\b"),
              Pattern.compile("--no-cache-dir\\b|PIP_NO_CACHE_DIR=|pip[0-9.]*\\s+cache\\s+purge")));

  private final String instruction;
  private final Set<String> remote = new LinkedHashSet<>();
  private final List<String> caches = new ArrayList<>();
  private final boolean setsId;

  private ImageStep(String instruction, String command, boolean cachelessPip) {
    this.instruction = instruction;
    boolean runs = instruction.equals("RUN");
    this.setsId = runs && SET_ID.matcher(command).find();
    if (runs && !command.contains("--mount=type=cache")) {
      MANAGERS.forEach((name, patterns) -> cache(name, patterns, command, cachelessPip));
      caches.sort(null);
    }
    if (instruction.equals("ADD")) {
      Matcher urls = URL.matcher(command);
      while (urls.find() && remote.size() < MAX_URLS) {
        remote.add(ReportStream.printable(PlainUrl.of(urls.group())));
      }
    }
  }

  /**
   * The step.
   *
   * @param createdBy as the image's configuration has it
   * @param cachelessPip whether a step before said that pip keeps nothing
   */
  static ImageStep of(String createdBy, boolean cachelessPip) {
    Matcher matcher = INSTRUCTION.matcher(createdBy);
    boolean named = matcher.find();
    // Commands of the builder before BuildKit are written without their instruction.
    return new ImageStep(named ? matcher.group(1) : "RUN", createdBy, cachelessPip);
  }

  private void cache(String name, List<Pattern> patterns, String command, boolean cachelessPip) {
    boolean uses = patterns.get(0).matcher(command).find();
    boolean clean = patterns.get(1).matcher(command).find() || (name.equals("pip") && cachelessPip);
    if (uses && !clean) {
      caches.add(name);
    }
  }

  /** Whether what comes after it runs pip without a cache. */
  static boolean turnsPipCacheOff(String createdBy) {
    return createdBy.contains("ENV") && createdBy.contains("PIP_NO_CACHE_DIR=");
  }

  /** What matters; empty where nothing does. */
  Optional<Map<String, Object>> toTree(int index) {
    if (remote.isEmpty() && caches.isEmpty() && !setsId) {
      return Optional.empty();
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("step", index);
    tree.put("instruction", instruction);
    tree.put("remote", List.copyOf(remote));
    tree.put("caches", caches);
    tree.put("setsId", setsId);
    return Optional.of(tree);
  }
}
