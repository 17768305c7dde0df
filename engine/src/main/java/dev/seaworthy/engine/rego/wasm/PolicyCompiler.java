package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
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
  private static final String FORMAT = "2";

  /** Small enough that few functions are loaded for the sake of one. */
  private static final int FUNCTIONS_PER_CLASS = 32;

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

  /** A module, and what makes the machines of its instances. */
  record Compiled(WasmModule module, Function<Instance, Machine> machine) {}

  Compiled compile(byte[] wasm) {
    String key = key(wasm);
    CodeArchive archive = cache.find(key).flatMap(CodeArchive::decode).orElse(null);
    if (archive == null) {
      archive = archive(wasm);
      cache.keep(key, archive.encode());
    }
    return new Compiled(Parser.parse(archive.module()), CodeLoader.machine(archive));
  }

  /** Names everything that the classes depend on. */
  private String key(byte[] wasm) {
    String lifted = lifts.stream().map(Lift::builtin).collect(Collectors.joining(","));
    String digest = Digest.of(lifted.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
    return "%s-chicory-%s-%s-%s".formatted(Digest.of(wasm).hex(), CHICORY_VERSION, FORMAT, digest);
  }

  private CodeArchive archive(byte[] wasm) {
    byte[] named = FunctionNames.toAscii(wasm);
    byte[] lifted = Lift.rewrite(named, Parser.parse(named), lifts);
    WasmModule module = Parser.parse(lifted);
    Jar jar = new Jar();
    byte[] left = withoutCode(lifted);
    try {
      compile(module, jar, InterpreterFallback.FAIL);
    } catch (ChicoryException e) {
      // A function too long for a JVM method stays WebAssembly and is interpreted.
      compile(module, jar, InterpreterFallback.SILENT);
      left = lifted;
    }
    return jar.toArchive(left);
  }

  private static void compile(WasmModule module, Jar jar, InterpreterFallback fallback) {
    var unused =
        MachineFactoryCompiler.builder(module)
            .withMaxFunctionsPerClass(FUNCTIONS_PER_CLASS)
            .withInterpreterFallback(fallback)
            .withCache(jar)
            .compile();
  }

  private static byte[] withoutCode(byte[] wasm) {
    ModuleCode code = new ModuleCode(wasm);
    code.clear();
    return code.toModule();
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

    CodeArchive toArchive(byte[] module) {
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
      return new CodeArchive(module, mainClass, classes);
    }
  }
}
