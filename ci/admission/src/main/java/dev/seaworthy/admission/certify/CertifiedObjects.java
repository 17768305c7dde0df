package dev.seaworthy.admission.certify;

/**
 * Where the certificate is kept.
 *
 * @param namespace of the Secret
 * @param secret its name
 * @param webhook name of the ValidatingWebhookConfiguration
 */
public record CertifiedObjects(String namespace, String secret, String webhook) {}
