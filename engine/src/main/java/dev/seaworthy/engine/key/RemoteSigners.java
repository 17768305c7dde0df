package dev.seaworthy.engine.key;

import java.util.Map;

/** Opens keys that a service keeps. Found by {@link java.util.ServiceLoader}. */
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
}
