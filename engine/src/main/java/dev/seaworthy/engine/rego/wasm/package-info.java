/**
 * The {@code wasm} runtime: OPA's WebAssembly policies on the JVM.
 *
 * <p>A thin host over the Chicory runtime for OPA's published WebAssembly ABI 1.3 (see "Wasm" in
 * OPA's documentation). It exists beside opa-java-wasm's own host because one compiled module must
 * be shared by many instances, compiled code must be kept between processes, and data must stay in
 * memory between evaluations.
 */
@NullMarked
package dev.seaworthy.engine.rego.wasm;

import org.jspecify.annotations.NullMarked;
