package dev.seaworthy.cli.forge;

/**
 * A change request as its forge has it now.
 *
 * @param head id of its last commit
 * @param base the branch that it is to be merged into
 * @param open whether it still may be
 */
public record RequestState(String head, String base, boolean open) {}
