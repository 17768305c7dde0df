@NullMarked
package dev.seaworthy.engine.rego.plan;

import org.jspecify.annotations.NullMarked;
