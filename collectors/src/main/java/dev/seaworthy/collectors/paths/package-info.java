@NullMarked
package dev.seaworthy.collectors.paths;

import org.jspecify.annotations.NullMarked;
