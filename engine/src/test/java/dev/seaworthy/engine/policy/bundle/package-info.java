@NullMarked
package dev.seaworthy.engine.policy.bundle;

import org.jspecify.annotations.NullMarked;
