package dev.seaworthy.collectors.attestation;

/** What is signed, with its signature. */
sealed interface Content permits DsseEnvelope, MessageSignature, SimpleSignature {
  /** Whether {@code key} made a signature of it. */
  boolean isSignedBy(SignatureKey key) throws Refusal;

  /** The signature that a time stamp or a log's entry is about. */
  byte[] signature();

  /** The bytes that were signed; empty where only their digest is known. */
  byte[] message();

  /** What it says, whoever signed it. */
  Statement statement() throws Refusal;
}
