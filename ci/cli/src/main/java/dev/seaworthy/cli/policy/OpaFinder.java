package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one version of OPA that gives the committed bytes: on the path, in the user's cache, or
 * by installing it there with Go.
 */
final class OpaFinder {
  static final String VERSION = "1.22.2";

  private static final String MODULE = "github.com/open-policy-agent/opa@v" + VERSION;

  private final Console console;

  OpaFinder(Console console) {
    this.console = console;
  }

  Opa find() throws ConfigurationException {
    Optional<Path> onPath = onPath("opa");
    if (onPath.isPresent() && isPinned(onPath.get())) {
      return new Opa(onPath.get());
    }
    Path folder = cache().resolve("bin");
    Path cached = folder.resolve("opa");
    if (Files.isExecutable(cached) && isPinned(cached)) {
      return new Opa(cached);
    }
    install(onPath, folder);
    return new Opa(cached);
  }

  /** A program of the path, if it is there. */
  Optional<Path> onPath(String name) {
    String path = console.environment().getOrDefault("PATH", "");
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name).toAbsolutePath())
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isPinned(Path opa) throws ConfigurationException {
    Tool.Run run = Tool.of(opa, List.of("version")).in(Path.of("."));
    return run.out().lines().anyMatch(("Version: " + VERSION)::equals);
  }

  private Path cache() throws ConfigurationException {
    String own = console.environment().getOrDefault("SEAWORTHY_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String home = console.environment().getOrDefault("HOME", "");
    if (home.isEmpty()) {
      throw missing("and there is no home folder to install it in");
    }
    return Path.of(home, ".cache", "seaworthy").toAbsolutePath();
  }

  private void install(Optional<Path> onPath, Path folder) throws ConfigurationException {
    Path target = folder.resolve("opa");
    Path go = onPath("go").orElseThrow(() -> missing("and there is no Go to install it with"));
    String why =
        onPath.isPresent()
            ? "`%s` is not OPA %s".formatted(onPath.get(), VERSION)
            : "there is no `opa` on the PATH";
    new Messages(console.err())
        .note(
            "seaworthy: %s; installing OPA %s into `%s` with Go, once, in a minute or two"
                .formatted(why, VERSION, folder));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw missing("and `%s` cannot be made".formatted(folder));
    }
    Tool.Run run;
    try (Progress progress = Progress.on(console, false)) {
      progress.step("installing OPA " + VERSION);
      run = Tool.of(go, List.of("install", MODULE)).in(folder, "GOBIN=" + folder);
    }
    if (!run.succeeded() || !Files.isExecutable(target) || !isPinned(target)) {
      List<String> lines = new ArrayList<>(run.err().lines().toList());
      throw missing(
          "and `go install` failed" + (lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1)));
    }
  }

  private static ConfigurationException missing(String why) {
    return new ConfigurationException(
        "NO_OPA",
        "OPA %s is needed to build policies, %s".formatted(VERSION, why),
        "put `opa` %s on the PATH, or install Go and run the command again".formatted(VERSION));
  }
}
