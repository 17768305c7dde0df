/**
 * Runs OPA's WebAssembly policies on the JVM.
 *
 * <p>A thin host over the Chicory runtime for OPA's published WebAssembly ABI 1.3 (see "Wasm" in
 * OPA's documentation), typed by opa-java-wasm. It exists beside that library's own host because
 * one compiled module must be shared by many instances, input must be checked before it is handed
 * over, and compiled code must be kept between processes.
 */
@NullMarked
package dev.seaworthy.engine.policy.wasm;

import org.jspecify.annotations.NullMarked;
