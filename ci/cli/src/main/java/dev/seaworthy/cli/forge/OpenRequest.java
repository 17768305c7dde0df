package dev.seaworthy.cli.forge;

/**
 * A change request that is open.
 *
 * @param head id of its last commit
 */
record OpenRequest(long number, String head) {}
