package dev.seaworthy.admission.glass;

/**
 * What a request asks for, as the API server says.
 *
 * @param namespace empty for objects outside namespaces
 * @param name of the object; of one that is yet to be named, how its name begins
 * @param user who asks
 */
public record Asked(String namespace, String kind, String name, String user) {}
