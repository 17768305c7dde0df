/** What any server of this program needs: certificates, answers, a log of lines, file watches. */
@NullMarked
package dev.seaworthy.admission.web;

import org.jspecify.annotations.NullMarked;
