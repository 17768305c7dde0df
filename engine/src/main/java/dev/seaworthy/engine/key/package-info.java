/** Keys that sign bundles and seal verdicts: ECDSA on P-256 with SHA-256, and ML-DSA-65 besides. */
@NullMarked
package dev.seaworthy.engine.key;

import org.jspecify.annotations.NullMarked;
