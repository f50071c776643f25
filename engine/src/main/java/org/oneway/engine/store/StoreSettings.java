// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a connector is opened with.
 *
 * @param name what the configuration calls the store
 * @param directory what relative paths are relative to
 * @param values the store's own keys, checked against {@link Connector#keys}; a key within a table
 *     has its dot: {@code auth.username}
 * @param secrets where the store's secrets come from, by key
 * @param clock the time, for what is young
 * @param trace is told of each request to a server
 */
public record StoreSettings(
    String name,
    Path directory,
    Map<String, String> values,
    Map<String, SecretSource> secrets,
    InstantSource clock,
    Trace trace) {
  public StoreSettings {
    values = Map.copyOf(values);
    secrets = Map.copyOf(secrets);
  }

  /** Settings of a store whose requests nobody looks at. */
  public StoreSettings(
      String name,
      Path directory,
      Map<String, String> values,
      Map<String, SecretSource> secrets,
      InstantSource clock) {
    this(name, directory, values, secrets, clock, Trace.NONE);
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

  /** The number under {@code key}, within the bounds that the connector declares. */
  public OptionalInt number(String key) {
    return value(key).map(Integer::parseInt).map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** The time under {@code key}. */
  public Optional<Duration> duration(String key) {
    return value(key).map(written -> Setting.durationOf(written).orElseThrow());
  }

  /** The texts under {@code key}, each on a line of the value; none where it is left out. */
  public List<String> list(String key) {
    return value(key).stream().flatMap(String::lines).toList();
  }

  /**
   * Where the secret under {@code key} comes from. Nothing is fetched before it is asked for it, so
   * that a store which needs no sign-in disturbs nobody.
   */
  public Optional<SecretSource> secret(String key) {
    return Optional.ofNullable(secrets.get(key));
  }
}
