/** How network reachability is written: JSON, DOT, and what changed between two states. */
@NullMarked
package dev.seaworthy.cli.network;

import org.jspecify.annotations.NullMarked;
