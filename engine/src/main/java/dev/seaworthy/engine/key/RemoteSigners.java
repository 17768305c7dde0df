package dev.seaworthy.engine.key;

import java.util.Map;

/**
 * Opens keys that a service keeps. Found by {@link java.util.ServiceLoader}, whether its key is
 * asked for or not: its constructor does nothing.
 */
public interface RemoteSigners {
  /** With which the URIs of its keys begin: {@code hashivault}. */
  String scheme();

  /**
   * A key of the service.
   *
   * @param environment where addresses and credentials are
   * @throws KeyException if it cannot be reached or holds no such key; the message holds no secret
   */
  Signer open(String uri, Map<String, String> environment) throws KeyException;

  /**
   * Has the service make the successor of a key, and keep that key besides.
   *
   * @return the successor's URI
   * @throws KeyException as {@link #open}, and if the service's keys have no successors
   */
  default String succeed(String uri, Map<String, String> environment) throws KeyException {
    throw new KeyException(
        "`%s://` makes no successor of a key: make a new key there, and name it"
            .formatted(scheme()));
  }
}
