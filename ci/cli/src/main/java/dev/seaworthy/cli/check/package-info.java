/** One check from paths to verdict, and the files it leaves. */
@NullMarked
package dev.seaworthy.cli.check;

import org.jspecify.annotations.NullMarked;
