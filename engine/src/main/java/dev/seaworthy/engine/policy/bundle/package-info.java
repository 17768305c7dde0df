/** The built form of policy bundles: their archive, metadata, signature and index. */
@NullMarked
package dev.seaworthy.engine.policy.bundle;

import org.jspecify.annotations.NullMarked;
