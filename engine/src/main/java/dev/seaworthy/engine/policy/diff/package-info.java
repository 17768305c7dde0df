/** What differs between two versions of a bundle, and which version number that asks for. */
@NullMarked
package dev.seaworthy.engine.policy.diff;

import org.jspecify.annotations.NullMarked;
