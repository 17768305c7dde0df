/** What OpenSSL's strings of cipher suites stand for. */
@NullMarked
package dev.seaworthy.collectors.tls.openssl;

import org.jspecify.annotations.NullMarked;
