/**
 * Tells a change's result on a forge: one comment that is edited in place, remarks on changed lines
 * and a commit status. Three forges need a dozen endpoints between them, and no client library is
 * kept for more than one: requests are made by the JDK's own client.
 */
@NullMarked
package dev.seaworthy.cli.forge;

import org.jspecify.annotations.NullMarked;
