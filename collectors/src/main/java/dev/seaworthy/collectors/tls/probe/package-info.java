/**
 * Asks servers what of TLS they accept, by hellos written byte for byte: what the Java platform
 * would refuse to speak itself does not matter.
 */
@NullMarked
package dev.seaworthy.collectors.tls.probe;

import org.jspecify.annotations.NullMarked;
