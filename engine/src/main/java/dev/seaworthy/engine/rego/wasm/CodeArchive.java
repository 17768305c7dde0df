package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.json.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What starting a policy takes once it was compiled: its classes, and its module without the code
 * that they replace. As bytes it ends with its own SHA-256, so that a torn file is not taken for a
 * whole one.
 */
final class CodeArchive {
  private static final int DIGEST_BYTES = 32;

  private final byte[] module;
  private final int compare;
  private final String mainClass;
  private final Map<String, byte[]> classes;

  /**
   * @param module a WebAssembly module
   * @param compare the number of its function that compares values
   * @param mainClass name of the class that implements Chicory's {@code Machine}
   * @param classes class files by name, with dots
   */
  CodeArchive(byte[] module, int compare, String mainClass, Map<String, byte[]> classes) {
    this.module = module;
    this.compare = compare;
    this.mainClass = mainClass;
    this.classes = classes;
  }

  byte[] module() {
    return module;
  }

  int compare() {
    return compare;
  }

  String mainClass() {
    return mainClass;
  }

  Map<String, byte[]> classes() {
    return classes;
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(mainClass);
      out.writeInt(compare);
      write(out, module);
      out.writeInt(classes.size());
      for (Map.Entry<String, byte[]> one : new TreeMap<>(classes).entrySet()) {
        out.writeUTF(one.getKey());
        write(out, one.getValue());
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    bytes.writeBytes(Digest.sha256().digest(bytes.toByteArray()));
    return bytes.toByteArray();
  }

  /** Reads what {@link #encode} wrote; nothing if it is anything else. */
  static Optional<CodeArchive> decode(byte[] bytes) {
    int length = bytes.length - DIGEST_BYTES;
    if (length < 0 || !isWhole(bytes, length)) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      String mainClass = in.readUTF();
      int compare = in.readInt();
      byte[] module = read(in);
      Map<String, byte[]> classes = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        classes.put(name, read(in));
      }
      return Optional.of(new CodeArchive(module, compare, mainClass, classes));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(byte[] bytes, int length) {
    MessageDigest digest = Digest.sha256();
    digest.update(bytes, 0, length);
    return Arrays.equals(digest.digest(), 0, DIGEST_BYTES, bytes, length, bytes.length);
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("longer than the archive");
    }
    return in.readNBytes(length);
  }
}
