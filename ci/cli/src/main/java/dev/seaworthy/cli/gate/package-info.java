/** What a gate and the standing of a release are shown as. */
@NullMarked
package dev.seaworthy.cli.gate;

import org.jspecify.annotations.NullMarked;
