// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What a connector is opened with.
 *
 * @param name what the configuration calls the store
 * @param directory what relative paths are relative to
 * @param values the store's own keys, checked against {@link Connector#keys}
 * @param secrets where the store's secrets come from, by key
 * @param clock the time, for what is young
 */
public record StoreSettings(
    String name,
    Path directory,
    Map<String, String> values,
    Map<String, SecretSource> secrets,
    InstantSource clock) {
  public StoreSettings {
    values = Map.copyOf(values);
    secrets = Map.copyOf(secrets);
  }

  /** Settings of a store that needs no secret. */
  public StoreSettings(
      String name, Path directory, Map<String, String> values, InstantSource clock) {
    this(name, directory, values, Map.of(), clock);
  }

  /** The value of an optional key. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The path under {@code key}; the key is one that the connector requires. */
  public Path path(String key) {
    return directory.resolve(value(key).orElseThrow()).normalize();
  }

  /**
   * Where the secret under {@code key} comes from. Nothing is fetched before it is asked for it, so
   * that a store which needs no sign-in disturbs nobody.
   */
  public Optional<SecretSource> secret(String key) {
    return Optional.ofNullable(secrets.get(key));
  }
}
