/** Policy bundles, the runtimes that execute them, and the evaluator that applies them. */
@NullMarked
package dev.seaworthy.engine.policy;

import org.jspecify.annotations.NullMarked;
