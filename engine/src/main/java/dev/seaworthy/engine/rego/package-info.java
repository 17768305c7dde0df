/**
 * Runs Rego: OPA's policies compiled to WebAssembly ({@code wasm}) or to OPA's intermediate
 * representation ({@code plan}), behind one interface. Knows nothing of controls and bundles.
 */
@NullMarked
package dev.seaworthy.engine.rego;

import org.jspecify.annotations.NullMarked;
