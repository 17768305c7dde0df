/** Evidence records (RFC 4998): one time stamp over many bundles, renewed for as long as needed. */
@NullMarked
package dev.seaworthy.engine.preserve;

import org.jspecify.annotations.NullMarked;
