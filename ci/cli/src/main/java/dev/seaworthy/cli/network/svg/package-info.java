/** Network reachability as a picture: what is drawn, where it stands, and how it is written. */
@NullMarked
package dev.seaworthy.cli.network.svg;

import org.jspecify.annotations.NullMarked;
