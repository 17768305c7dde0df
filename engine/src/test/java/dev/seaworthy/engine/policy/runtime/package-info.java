@NullMarked
package dev.seaworthy.engine.policy.runtime;

import org.jspecify.annotations.NullMarked;
