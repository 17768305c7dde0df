package dev.seaworthy.cli.check;

import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.policy.Limits;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.wasm.CodeCache;
import dev.seaworthy.engine.policy.wasm.WasmRuntime;
import dev.seaworthy.engine.verdict.Identity;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What commands work with. Everything costly is made when it is asked for, so that help and errors
 * come at once.
 *
 * @param library the bundles that come with the program
 * @param runtime executes policies
 * @param identity what verdicts say produced them
 * @param salt keys the commitments that stand for secret values
 */
public record Setup(
    Console console,
    BundleSource library,
    Supplier<PolicyRuntime> runtime,
    Function<PolicyRuntime, Identity> identity,
    Supplier<Salt> salt) {
  /** Gives the bundles that come with the program. */
  @FunctionalInterface
  public interface BundleSource {
    BundleLibrary get() throws PolicyException;
  }

  /** Folder of compiled policies, told by the launcher. */
  private static final String CODE_CACHE = "seaworthy.code-cache";

  public static Setup of(Console console) {
    return new Setup(
        console,
        () -> BundleLibrary.of(BuiltInBundles.read()),
        () -> new WasmRuntime(Limits.DEFAULT, codeCache(console)),
        ProgramIdentity::of,
        Salt::random);
  }

  private static CodeCache codeCache(Console console) {
    return console
        .setting(CODE_CACHE)
        .<CodeCache>map(folder -> new FolderCodeCache(Path.of(folder)))
        .orElse(CodeCache.NONE);
  }
}
