package dev.seaworthy.cli.check;

import com.google.common.base.Suppliers;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.SharedReadings;
import dev.seaworthy.collectors.kubernetes.PodPath;
import dev.seaworthy.collectors.kubernetes.PodPathException;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.collectors.render.Rendering;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.verdict.Identity;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What commands work with. Everything costly is made when it is asked for, so that help and errors
 * come at once.
 *
 * @param library the bundles that come with the program
 * @param runtime executes policies
 * @param identity what verdicts say produced them
 * @param salt keys the commitments that stand for secret values
 * @param rendering how charts and overlays are rendered
 * @param podPaths where objects keep their pods
 * @param readings what was read of files that several checks have in common
 */
public record Setup(
    Console console,
    BundleSource library,
    Function<RuntimeChoice, PolicyRuntime> runtime,
    Function<PolicyRuntime, Identity> identity,
    Supplier<Salt> salt,
    Rendering rendering,
    PodPaths podPaths,
    SharedReadings readings) {
  /** A set-up of one check. */
  public Setup(
      Console console,
      BundleSource library,
      Function<RuntimeChoice, PolicyRuntime> runtime,
      Function<PolicyRuntime, Identity> identity,
      Supplier<Salt> salt,
      Rendering rendering,
      PodPaths podPaths) {
    this(console, library, runtime, identity, salt, rendering, podPaths, new SharedReadings());
  }

  /** A set-up that renders nothing. */
  public Setup(
      Console console,
      BundleSource library,
      Function<RuntimeChoice, PolicyRuntime> runtime,
      Function<PolicyRuntime, Identity> identity,
      Supplier<Salt> salt) {
    this(console, library, runtime, identity, salt, Rendering.NONE, PodPaths.BUILT_IN);
  }

  /** Gives the bundles that come with the program. */
  @FunctionalInterface
  public interface BundleSource {
    BundleLibrary get() throws PolicyException;

    /** No fewer than those of some names; reading and verifying the others can be saved. */
    default BundleLibrary get(Set<String> names) throws PolicyException {
      return get();
    }

    /** The archive of a bundle that comes with the program, by its digest. */
    default Optional<byte[]> archive(Digest digest) throws PolicyException {
      return Optional.empty();
    }

    /** The keys that bundles which come with the program are signed by. */
    default List<BundleKey> keys() throws PolicyException {
      return List.of();
    }
  }

  public static Setup of(Console console) {
    return new Setup(
        console,
        new BuiltInBundles(),
        new Runtimes(console)::of,
        ProgramIdentity::of,
        Salt::random,
        Rendering.by(programs(console)),
        PodPaths.BUILT_IN);
  }

  /**
   * The same for many checks: each runtime is made once, one salt is for all, and what is read of
   * files is theirs alone.
   */
  public Setup shared() {
    Map<RuntimeChoice, PolicyRuntime> made = new ConcurrentHashMap<>();
    return new Setup(
        console,
        library,
        choice -> made.computeIfAbsent(choice, runtime),
        identity,
        Suppliers.memoize(salt::get),
        rendering,
        podPaths,
        new SharedReadings());
  }

  /** The same, with charts and overlays rendered otherwise. */
  public Setup with(Rendering other) {
    return new Setup(console, library, runtime, identity, salt, other, podPaths, readings);
  }

  /**
   * The same, with more places of pods.
   *
   * @throws ConfigurationException if a kind is declared twice with different paths
   */
  public Setup with(List<PodPath> declared) throws ConfigurationException {
    try {
      PodPaths all = podPaths.with(declared);
      return new Setup(console, library, runtime, identity, salt, rendering, all, readings);
    } catch (PodPathException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  /** Where programs are found: the folders of the PATH. */
  private static List<Path> programs(Console console) {
    String path = console.environment().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .toList();
  }
}
