/** X.509 certificates (RFC 5280), and the chains that lead to a trusted one. */
@NullMarked
package dev.seaworthy.engine.x509;

import org.jspecify.annotations.NullMarked;
