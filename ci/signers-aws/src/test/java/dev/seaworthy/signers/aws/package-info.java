@NullMarked
package dev.seaworthy.signers.aws;

import org.jspecify.annotations.NullMarked;
