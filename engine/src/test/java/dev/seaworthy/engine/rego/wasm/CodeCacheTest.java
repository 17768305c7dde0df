package dev.seaworthy.engine.rego.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Modules;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.value.BooleanValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compiled classes that are kept, and what may happen to them. */
class CodeCacheTest {
  private final Map<String, byte[]> kept = new TreeMap<>();
  private int times;

  private final CodeCache cache =
      new CodeCache() {
        @Override
        public Optional<byte[]> find(String key) {
          return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void keep(String key, byte[] archive) {
          times++;
          kept.put(key, archive);
        }
      };

  @Test
  void theyAreUsedAgain() {
    assertThat(echo(new WasmRuntime(Limits.DEFAULT, cache))).isEqualTo("[7]");
    assertThat(echo(new WasmRuntime(Limits.DEFAULT, cache))).isEqualTo("[7]");
    assertThat(times).isEqualTo(1);
    assertThat(kept.keySet()).allMatch(key -> key.matches("[a-z0-9.-]+"));
  }

  @Test
  void aTornArchiveIsCompiledAnew() {
    echo(new WasmRuntime(Limits.DEFAULT, cache));
    kept.replaceAll((key, archive) -> Arrays.copyOf(archive, archive.length / 2));
    assertThat(echo(new WasmRuntime(Limits.DEFAULT, cache))).isEqualTo("[7]");
    assertThat(times).isEqualTo(2);
  }

  @Test
  void whatIsLiftedIsPartOfTheKey() {
    Builtin.Two match = (budget, a, b) -> BooleanValue.TRUE;
    echo(new WasmRuntime(Limits.DEFAULT, cache, name -> Optional.empty()));
    echo(
        new WasmRuntime(
            Limits.DEFAULT,
            cache,
            name -> name.equals("regex.match") ? Optional.of(match) : Optional.empty()));
    assertThat(kept).hasSize(2);
  }

  private static String echo(WasmRuntime runtime) {
    try (Session session = runtime.load(Modules.of("values")).open()) {
      session.input(Modules.input("[7]"));
      return String.valueOf(session.evaluate("values/echo"));
    }
  }
}
