package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.json.CanonicalJson;

/** The executable part of a bundle: OPA's WebAssembly and the data its rules see. */
public final class PolicyModule {
  private final byte[] wasm;
  private final CanonicalJson data;

  public PolicyModule(byte[] wasm, CanonicalJson data) {
    this.wasm = wasm.clone();
    this.data = data;
  }

  /** A copy of the WebAssembly module. */
  public byte[] wasm() {
    return wasm.clone();
  }

  /** How many bytes the WebAssembly module has. */
  public int size() {
    return wasm.length;
  }

  /** The document the rules see as {@code data}. */
  public CanonicalJson data() {
    return data;
  }
}
