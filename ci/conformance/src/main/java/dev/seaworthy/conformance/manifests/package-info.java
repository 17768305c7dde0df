/** Compares the reading of manifests with kubectl's; see {@code ci/conformance/manifests}. */
@NullMarked
package dev.seaworthy.conformance.manifests;

import org.jspecify.annotations.NullMarked;
