/** Takes secrets out of what was read before it becomes evidence; the shape around them stays. */
@NullMarked
package dev.seaworthy.collectors.concealment;

import org.jspecify.annotations.NullMarked;
