/** Ways to evaluate a bundle's controls: by one runtime for Rego, by two, or by the faster. */
@NullMarked
package dev.seaworthy.engine.policy.runtime;

import org.jspecify.annotations.NullMarked;
