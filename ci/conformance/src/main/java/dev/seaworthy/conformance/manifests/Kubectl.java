package dev.seaworthy.conformance.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Has kubectl read a file. An empty merge patch, applied without a server, prints each object as it
 * was read: fields and kinds that kubectl does not know are kept.
 */
final class Kubectl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TIMEOUT_SECONDS = 60;

  private final Path program;

  Kubectl(Path program) {
    this.program = program;
  }

  /**
   * Reads.
   *
   * @param scratch takes what kubectl prints
   */
  Reading read(Path file, Path scratch) throws IOException, InterruptedException {
    Path out = scratch.resolveSibling(scratch.getFileName() + ".out");
    Path err = scratch.resolveSibling(scratch.getFileName() + ".err");
    ProcessBuilder command =
        new ProcessBuilder(
                program.toString(),
                "patch",
                "--local",
                "--type=merge",
                "--patch={}",
                "--output=json",
                "--filename=" + file)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // Whatever cluster this machine is connected to has no part in this.
    command.environment().put("KUBECONFIG", scratch.resolveSibling("none").toString());
    Process process = command.start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("kubectl does not end on " + file);
    }
    List<String> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> values =
        JSON.readerFor(JsonNode.class).readValues(out.toFile())) {
      values.forEachRemaining(object -> objects.add(Objects.canonical(object)));
    }
    String words = Files.readString(err).strip();
    return Reading.of(
        objects,
        process.exitValue() == 0 ? Set.of() : Set.of(words.isEmpty() ? "no reason told" : words));
  }
}
