package dev.seaworthy.cli.format;

import dev.seaworthy.engine.json.Digest;

/**
 * Which seal a report is of. It proves nothing: it tells which file to verify, by which key.
 *
 * @param keyid of the sealing key
 * @param digest of the sealed verdict's file
 */
public record SealNote(String keyid, Digest digest) {}
