package dev.seaworthy.collectors.tls;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that makes what tests read. */
public record TestTool(Optional<Path> program, Path folder) {
  public static TestTool onPath(String name, Path folder) {
    return new TestTool(
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(path -> Path.of(path, name))
            .filter(Files::isExecutable)
            .findFirst(),
        folder);
  }

  /** One that comes with every Java. */
  public static TestTool ofJava(String name, Path folder) {
    return new TestTool(Optional.of(Path.of(System.getProperty("java.home"), "bin", name)), folder);
  }

  public boolean isThere() {
    return program.isPresent();
  }

  /** Runs it in its folder, and gives what it printed. */
  public String run(String words, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.orElseThrow().toString()));
    Stream.of(words.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
    command.addAll(List.of(more));
    Path output = Files.createTempFile(folder, "tool", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command.get(0) + " does not end");
    }
    String printed = Files.readString(output, StandardCharsets.ISO_8859_1);
    Files.delete(output);
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + printed);
    }
    return printed;
  }
}
