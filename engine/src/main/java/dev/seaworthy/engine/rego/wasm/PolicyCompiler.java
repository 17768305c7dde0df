package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.rego.builtin.Builtin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles a policy's WebAssembly to JVM classes, or finds those of an earlier process. */
final class PolicyCompiler {
  static final String CHICORY_VERSION = "1.7.5";

  /** Changes with what an archive holds. */
  private static final String FORMAT = "5";

  /** Small enough that few functions are loaded for the sake of one. */
  private static final int FUNCTIONS_PER_CLASS = 32;

  /**
   * A function longer than a JVM method may be, 64 KiB, is interpreted, and its code needed. So
   * much WebAssembly never becomes so much bytecode.
   */
  private static final int SURELY_COMPILED = 10_000;

  private final CodeCache cache;
  private final Set<Lift> lifts;

  /**
   * @param finder of builtins by name
   */
  PolicyCompiler(CodeCache cache, Function<String, Optional<Builtin>> finder) {
    this.cache = cache;
    this.lifts = EnumSet.allOf(Lift.class);
    lifts.removeIf(lift -> finder.apply(lift.builtin()).isEmpty());
  }

  /**
   * A module ready to run.
   *
   * @param machine makes the machines of its instances
   * @param compare the number of its function that compares values
   */
  record Compiled(WasmModule module, Function<Instance, Machine> machine, int compare) {}

  Compiled compile(byte[] wasm) {
    String key = key(wasm);
    CodeArchive archive = cache.find(key).flatMap(CodeArchive::decode).orElse(null);
    if (archive == null) {
      archive = archive(wasm);
      cache.keep(key, archive.encode());
    }
    return new Compiled(
        Parser.parse(archive.module()), CodeLoader.machine(archive), archive.compare());
  }

  /** Names everything that the classes depend on. */
  private String key(byte[] wasm) {
    String lifted = lifts.stream().map(Lift::builtin).collect(Collectors.joining(","));
    String digest = Digest.of(lifted.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
    return "%s-chicory-%s-%s-%s".formatted(Digest.of(wasm).hex(), CHICORY_VERSION, FORMAT, digest);
  }

  private CodeArchive archive(byte[] wasm) {
    byte[] named = FunctionNames.toAscii(wasm);
    ModulePatch.Patched patched = ModulePatch.patch(named, Parser.parse(named), lifts);
    WasmModule module = Parser.parse(patched.wasm());
    Jar jar = new Jar();
    var unused =
        MachineFactoryCompiler.builder(module)
            .withMaxFunctionsPerClass(FUNCTIONS_PER_CLASS)
            .withInterpreterFallback(InterpreterFallback.SILENT)
            .withCache(jar)
            .compile();
    ModuleCode code = new ModuleCode(patched.wasm());
    if (code.longestBody() <= SURELY_COMPILED) {
      code.clear();
    }
    return jar.toArchive(code.toModule(), patched.compare());
  }

  /** Takes the archive that Chicory would keep. */
  private static final class Jar implements Cache {
    private byte[] jar = {};

    @Override
    public byte @Nullable [] get(String ignored) {
      return null;
    }

    @Override
    public void putIfAbsent(String ignored, byte[] archive) {
      jar = archive;
    }

    CodeArchive toArchive(byte[] module, int compare) {
      Map<String, byte[]> classes = new HashMap<>();
      Properties properties = new Properties();
      try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          String name = entry.getName();
          if (name.endsWith(".class")) {
            classes.put(name.replace(".class", "").replace('/', '.'), in.readAllBytes());
          } else {
            properties.load(in);
          }
        }
      } catch (IOException e) {
        throw new IllegalStateException("reading from memory cannot fail", e);
      }
      String mainClass = Optional.ofNullable(properties.getProperty("mainClass")).orElseThrow();
      return new CodeArchive(module, compare, mainClass, classes);
    }
  }
}
