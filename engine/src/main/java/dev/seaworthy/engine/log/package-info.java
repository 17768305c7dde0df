/**
 * An append-only log that others can check: a Merkle tree (RFC 6962) in tiles (C2SP tlog-tiles)
 * under a signed checkpoint (C2SP tlog-checkpoint).
 */
@NullMarked
package dev.seaworthy.engine.log;

import org.jspecify.annotations.NullMarked;
