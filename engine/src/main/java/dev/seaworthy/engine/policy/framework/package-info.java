/** Outside frameworks' requirements, and what a verdict's controls say of them. */
@NullMarked
package dev.seaworthy.engine.policy.framework;

import org.jspecify.annotations.NullMarked;
