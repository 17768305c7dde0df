package dev.seaworthy.collectors.render;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that renders. It runs without a shell, in an environment of its own: no configuration,
 * plug-ins, cluster or credentials of the user, and no way to the network, for everything that it
 * renders is to lie in the folder.
 */
final class Program {
  /** What came of a run. */
  record Run(int code, String out, String err) {}

  static final long TIMEOUT_SECONDS = 60;

  /** Nothing listens on the discard port. */
  private static final String NO_NETWORK = "http://127.0.0.1:9";

  private static final long LOOK_MILLIS = 20;
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final Path file;
  private final long maxBytes;

  private Program(Path file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /** The first {@code name} that is a program in one of the folders. */
  static Optional<Program> find(String name, List<Path> folders, long maxBytes) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(file -> new Program(file.toAbsolutePath(), maxBytes));
  }

  /**
   * Runs to the end.
   *
   * @param folder what is rendered, for messages
   */
  Run run(String folder, List<String> arguments) throws RenderException {
    try {
      Path scratch = Files.createTempDirectory("seaworthy-render-");
      try {
        return run(folder, arguments, scratch);
      } finally {
        MoreFiles.deleteRecursively(scratch, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new RenderException(
          RenderProblems.failed(file.toString(), folder, "the system refuses to run it"));
    }
  }

  private Run run(String folder, List<String> arguments, Path scratch)
      throws IOException, RenderException {
    // Into files, for a program that fills one of two pipes would wait for its reader for ever.
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(scratch));
    Process process = builder.start();
    try {
      await(process, folder, out, err);
    } finally {
      process.destroyForcibly();
    }
    byte[] words = Files.readAllBytes(err);
    int length = Math.min(words.length, MAX_ERROR_BYTES);
    return new Run(
        process.exitValue(),
        new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
        new String(words, 0, length, StandardCharsets.UTF_8));
  }

  private void await(Process process, String folder, Path out, Path err)
      throws IOException, RenderException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    try {
      boolean ended = false;
      while (!ended) {
        ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (Files.size(out) + Files.size(err) > maxBytes) {
          throw new RenderException(RenderProblems.tooLarge(folder, maxBytes));
        }
        if (!ended && System.nanoTime() > deadline) {
          throw new RenderException(RenderProblems.tooSlow(folder, TIMEOUT_SECONDS));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderException(RenderProblems.failed(file.toString(), folder, "interrupted"));
    }
  }

  private static Map<String, String> environment(Path scratch) {
    String own = scratch.toString();
    return Map.ofEntries(
        Map.entry("HOME", own),
        Map.entry("TMPDIR", own),
        Map.entry("PATH", own),
        Map.entry("KUBECONFIG", own + "/none"),
        Map.entry("HELM_CACHE_HOME", own + "/cache"),
        Map.entry("HELM_CONFIG_HOME", own + "/config"),
        Map.entry("HELM_DATA_HOME", own + "/data"),
        Map.entry("HELM_PLUGINS", own + "/plugins"),
        Map.entry("HTTP_PROXY", NO_NETWORK),
        Map.entry("HTTPS_PROXY", NO_NETWORK),
        Map.entry("http_proxy", NO_NETWORK),
        Map.entry("https_proxy", NO_NETWORK));
  }
}
