@NullMarked
package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.NullMarked;
