package dev.seaworthy.cli.hook;

import dev.seaworthy.cli.git.FetchLimits;
import dev.seaworthy.cli.git.GitMirror;
import dev.seaworthy.engine.json.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Commits of the repositories that are served, a folder for each address. */
final class Mirrors {
  private final Path folder;
  private final FetchLimits limits;
  private final Map<URI, GitMirror> mirrors = new ConcurrentHashMap<>();

  Mirrors(Path state, FetchLimits limits) {
    this.folder = state.resolve("mirrors");
    this.limits = limits;
  }

  GitMirror of(ServedRepository repository) {
    return mirrors.computeIfAbsent(
        repository.source(), source -> new GitMirror(folder.resolve(name(source)), source, limits));
  }

  private static String name(URI source) {
    String digest = Digest.of(source.toString().getBytes(StandardCharsets.UTF_8)).hex();
    return digest.substring(0, 32) + ".git";
  }
}
