/** Network policies with the pods they select, and the name spaces they guard. */
@NullMarked
package dev.seaworthy.collectors.network;

import org.jspecify.annotations.NullMarked;
