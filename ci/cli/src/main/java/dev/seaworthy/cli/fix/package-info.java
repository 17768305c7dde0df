/** Mends manifests where a remedy is mechanical. */
@NullMarked
package dev.seaworthy.cli.fix;

import org.jspecify.annotations.NullMarked;
