@NullMarked
package dev.seaworthy.engine.rego.builtin;

import org.jspecify.annotations.NullMarked;
