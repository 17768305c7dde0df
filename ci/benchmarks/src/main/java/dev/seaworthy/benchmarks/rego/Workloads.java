package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the workloads, a folder each: {@code policy/*.rego}, {@code data.json} and {@code
 * input.json}. The same every time.
 */
public final class Workloads {
  private static final Pattern LIBRARY = Pattern.compile("data\\.seaworthy\\.lib\\.([a-z_]+)");
  private static final CanonicalJson NO_DATA = CanonicalJson.of(Map.of());

  private final Path repository;
  private final Path sources;
  private final Path target;

  private Workloads(Path repository, Path target) {
    this.repository = repository;
    this.sources = repository.resolve("ci/benchmarks/workloads");
    this.target = target;
  }

  /** Arguments: the repository, and the folder to write into. */
  public static void main(String[] args) throws IOException {
    new Workloads(Path.of(args[0]), Path.of(args[1])).write();
  }

  private void write() throws IOException {
    CanonicalJson deployment =
        CanonicalJson.parse(Files.readAllBytes(sources.resolve("deployment.json")));
    CanonicalJson images = Generated.images(deployment);
    write("a", List.of(source("a"), source("a2")), NO_DATA, deployment);
    write("a2", List.of(source("a2")), NO_DATA, deployment);
    write("b", List.of(source("b")), images, deployment);
    write("b2", List.of(source("b2")), images, deployment);
    CanonicalJson bindings = Generated.bindings();
    write("c", List.of(source("c")), Generated.dangerousRoles(), bindings);
    write("c2", List.of(source("c2")), Generated.dangerousRoles(), bindings);
    Path bundle = repository.resolve("policies/kubernetes");
    write(
        "d",
        Stream.concat(Stream.of(source("d")), controls(bundle).stream()).toList(),
        CanonicalJson.parse(Files.readAllBytes(bundle.resolve("data.json"))),
        HarborDeployment.input(repository));
  }

  private Path source(String name) {
    return sources.resolve(name + ".rego");
  }

  /** The bundle's controls, and whatever of the library they use. */
  private List<Path> controls(Path bundle) throws IOException {
    Deque<Path> toRead = new ArrayDeque<>();
    try (Stream<Path> files = Files.list(bundle)) {
      files
          .filter(file -> file.toString().endsWith(".rego"))
          .filter(file -> !file.toString().endsWith("_test.rego"))
          .forEach(toRead::add);
    }
    Set<Path> used = new TreeSet<>();
    for (Path file = toRead.poll(); file != null; file = toRead.poll()) {
      if (used.add(file)) {
        Matcher library = LIBRARY.matcher(Files.readString(file));
        while (library.find()) {
          toRead.add(repository.resolve("policies/lib/" + library.group(1) + ".rego"));
        }
      }
    }
    return List.copyOf(used);
  }

  private void write(String name, List<Path> policy, CanonicalJson data, CanonicalJson input)
      throws IOException {
    Path folder = target.resolve(name);
    Files.createDirectories(folder.resolve("policy"));
    for (Path file : policy) {
      Files.write(
          folder.resolve("policy").resolve(file.getFileName().toString()),
          Files.readAllBytes(file));
    }
    Files.write(folder.resolve("data.json"), data.bytes());
    Files.write(folder.resolve("input.json"), input.bytes());
  }
}
