@NullMarked
package dev.seaworthy.engine.rego;

import org.jspecify.annotations.NullMarked;
