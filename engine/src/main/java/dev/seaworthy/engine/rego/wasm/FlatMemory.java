package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import dev.seaworthy.engine.rego.RegoException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * WebAssembly's memory as one array: an access is one bounds check and one load, where Chicory's
 * own memory has to find a page first. For one thread.
 *
 * <p>OPA's modules keep C's stack below everything else: what overflows it ends below address 0.
 */
@SuppressWarnings("removal") // The interface still asks for what shared memories once needed.
final class FlatMemory implements Memory {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int SPARE_PAGES = 2;

  /** Beyond it memory grows by a quarter: while it grows, the old lies beside the new. */
  private static final int DOUBLED_BYTES = 32 << 20;

  private byte[] bytes;
  private int pages;
  private int maxPages;

  FlatMemory(int pages) {
    this.pages = pages;
    this.maxPages = RUNTIME_MAX_PAGES;
    this.bytes = new byte[pages * PAGE_SIZE];
  }

  /** From now on it grows to so many pages at most. */
  void limit(int most) {
    maxPages = Math.min(most, RUNTIME_MAX_PAGES);
  }

  /** The memory's content up to an address. */
  byte[] image(int end) {
    return Arrays.copyOf(bytes, end);
  }

  /** Brings back what {@link #image} took from a memory of so many pages. */
  void restore(byte[] image, int imagePages) {
    if (imagePages > pages) {
      grow(imagePages - pages);
    }
    System.arraycopy(image, 0, bytes, 0, image.length);
  }

  /** The array itself, until the memory grows. */
  byte[] array() {
    return bytes;
  }

  /** Reads text up to its terminating zero. */
  String text(int address) {
    int end = address;
    while (read(end) != 0) {
      end++;
    }
    return new String(bytes, address, end - address, StandardCharsets.UTF_8);
  }

  @Override
  public int pages() {
    return pages;
  }

  @Override
  public int grow(int added) {
    int before = pages;
    int after = before + added;
    if (after > maxPages || after < before) {
      return -1;
    }
    if (after * PAGE_SIZE > bytes.length) {
      long more = bytes.length < DOUBLED_BYTES ? bytes.length : bytes.length / 4;
      long grown = Math.min(bytes.length + more, (long) maxPages * PAGE_SIZE);
      bytes = Arrays.copyOf(bytes, (int) Math.max(grown, (long) after * PAGE_SIZE));
    }
    pages = after;
    return before;
  }

  @Override
  public int initialPages() {
    return pages;
  }

  @Override
  public int maximumPages() {
    return maxPages;
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments) {
    for (DataSegment segment : segments) {
      if (segment instanceof ActiveDataSegment active) {
        long[] offset =
            ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions());
        byte[] data = active.data();
        reach((int) offset[0] + data.length);
        write((int) offset[0], data);
      }
    }
  }

  /** The module's import names fewer pages than its own constants fill. */
  private void reach(int end) {
    int needed = end / PAGE_SIZE + SPARE_PAGES;
    if (needed > pages) {
      grow(needed - pages);
    }
  }

  private RegoException outside(int address) {
    return address < 0
        ? new RegoException(
            RegoException.Kind.STACK, "the policy recursed deeper than the stack allows")
        : new RegoException(
            RegoException.Kind.INTERNAL, "the policy reads outside of its own memory");
  }

  @Override
  public byte read(int address) {
    try {
      return bytes[address];
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public void writeByte(int address, byte value) {
    try {
      bytes[address] = value;
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public short readShort(int address) {
    try {
      return (short) SHORTS.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public long readU16(int address) {
    return readShort(address) & 0xFFFFL;
  }

  @Override
  public void writeShort(int address, short value) {
    try {
      SHORTS.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public int readInt(int address) {
    try {
      return (int) INTS.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public void writeI32(int address, int value) {
    try {
      INTS.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public long readLong(int address) {
    try {
      return (long) LONGS.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public void writeLong(int address, long value) {
    try {
      LONGS.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public long readF32(int address) {
    return readInt(address);
  }

  @Override
  public float readFloat(int address) {
    return Float.intBitsToFloat(readInt(address));
  }

  @Override
  public void writeF32(int address, float value) {
    writeI32(address, Float.floatToRawIntBits(value));
  }

  @Override
  public long readF64(int address) {
    return readLong(address);
  }

  @Override
  public double readDouble(int address) {
    return Double.longBitsToDouble(readLong(address));
  }

  @Override
  public void writeF64(int address, double value) {
    writeLong(address, Double.doubleToRawLongBits(value));
  }

  @Override
  public byte[] readBytes(int address, int length) {
    try {
      return Arrays.copyOfRange(bytes, address, Math.addExact(address, length));
    } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
      throw outside(address);
    }
  }

  @Override
  public void write(int address, byte[] data, int offset, int size) {
    try {
      System.arraycopy(data, offset, bytes, address, size);
    } catch (IndexOutOfBoundsException e) {
      throw outside(address);
    }
  }

  @Override
  public void copy(int to, int from, int size) {
    try {
      System.arraycopy(bytes, from, bytes, to, size);
    } catch (IndexOutOfBoundsException e) {
      throw outside(Math.min(to, from));
    }
  }

  @Override
  public void fill(byte value, int from, int to) {
    try {
      Arrays.fill(bytes, from, to, value);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw outside(from);
    }
  }

  @Override
  public void zero() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public void initPassiveSegment(int segment, int to, int offset, int size) {
    throw unused();
  }

  @Override
  public void drop(int segment) {}

  @Override
  @Deprecated
  public Object lock(int address) {
    throw unused();
  }

  @Override
  @Deprecated
  public int waitOn(int address, int expected, long timeout) {
    throw unused();
  }

  @Override
  @Deprecated
  public int waitOn(int address, long expected, long timeout) {
    throw unused();
  }

  @Override
  @Deprecated
  public int notify(int address, int maxThreads) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("OPA's modules do not use this");
  }
}
