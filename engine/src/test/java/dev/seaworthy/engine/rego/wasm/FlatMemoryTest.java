package dev.seaworthy.engine.rego.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.Memory;
import org.junit.jupiter.api.Test;

class FlatMemoryTest {
  private final FlatMemory memory = new FlatMemory(1);

  @Test
  void whatIsReservedIsGrownIntoWithoutACopy() {
    memory.writeByte(7, (byte) 42);
    memory.reserve(10L * Memory.PAGE_SIZE);
    byte[] array = memory.array();
    assertThat(memory.pages()).isEqualTo(1);
    assertThat(memory.grow(9)).isEqualTo(1);
    assertThat(memory.array()).isSameAs(array);
    assertThat(memory.read(7)).isEqualTo((byte) 42);
  }

  @Test
  void noMoreIsReservedThanItMayGrowTo() {
    memory.limit(3);
    memory.reserve(1L << 40);
    assertThat(memory.array()).hasSize(3 * Memory.PAGE_SIZE);
    assertThat(memory.grow(3)).isEqualTo(-1);
  }
}
