/** Baselines: what was wrong before anybody looked, waived until a day, and shrinking. */
@NullMarked
package dev.seaworthy.cli.baseline;

import org.jspecify.annotations.NullMarked;
