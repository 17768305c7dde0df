/** Documents of which parts can be hidden while the rest stays proven: salted Merkle leaves. */
@NullMarked
package dev.seaworthy.engine.disclosure;

import org.jspecify.annotations.NullMarked;
