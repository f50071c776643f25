// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.cli.secret.SecretPlace;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Limits;
import org.oneway.engine.plan.Policies;
import org.oneway.engine.select.Selection;

/**
 * A configuration that was checked: every sync names two stores that are there.
 *
 * @param file where it was read
 * @param state the directory of the state
 * @param stores in the order of the file
 * @param syncs in the order of the file
 */
public record Configuration(
    Path file, Path state, List<StoreConfig> stores, List<SyncConfig> syncs) {
  public Configuration {
    stores = List.copyOf(stores);
    syncs = List.copyOf(syncs);
  }

  /** The store with this name, if any. */
  public Optional<StoreConfig> store(String name) {
    return stores.stream().filter(store -> store.name().equals(name)).findFirst();
  }

  /** The sync with this name, if any. */
  public Optional<SyncConfig> sync(String name) {
    return syncs.stream().filter(sync -> sync.name().equals(name)).findFirst();
  }

  /** The guard's limits for a sync; those without a setting for one that is not configured. */
  public Limits limitsOf(String sync) {
    return sync(sync).map(SyncConfig::limits).orElse(Limits.DEFAULT);
  }

  /** A line of it, as a message names it: {@code config.toml line 13}. */
  public String placeOf(int line) {
    return file.getFileName() + " line " + line;
  }

  /** What relative paths in the file are relative to. */
  public Path directory() {
    return directoryOf(file);
  }

  static Path directoryOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return Optional.ofNullable(absolute.getParent()).orElse(absolute);
  }

  /** Whether a store may be written to. */
  public enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  /**
   * A configured store.
   *
   * @param values the keys of its type, each with its value
   * @param secrets the keys of its secrets, each with where it comes from
   * @param pathKey the key that says where its files lie, where its type has one
   * @param fileKeys the keys that name other files: certificates
   * @param line of the file that says where the store is, from 1
   */
  public record StoreConfig(
      String name,
      String type,
      Optional<Mode> mode,
      Map<String, String> values,
      Map<String, SecretPlace> secrets,
      Optional<String> pathKey,
      List<String> fileKeys,
      int line) {
    public StoreConfig {
      values = Map.copyOf(values);
      secrets = Map.copyOf(secrets);
      fileKeys = List.copyOf(fileKeys);
    }

    /** Where its files lie, if it has any; relative paths are relative to {@code directory}. */
    public Optional<Path> path(Path directory) {
      return pathKey.map(values::get).map(path -> directory.resolve(path).normalize());
    }
  }

  /**
   * A configured sync.
   *
   * @param folders source name to target name; empty means all
   * @param folderLines the line of the file that names a source folder, from 1
   * @param selection the window, and what is left out of each item
   * @param archive the directory where each run is kept
   * @param archiveKeep how many runs; 0 for all
   */
  public record SyncConfig(
      String name,
      StoreConfig from,
      StoreConfig to,
      Set<Kind> kinds,
      Map<String, String> folders,
      Map<String, Integer> folderLines,
      Selection selection,
      Policies policies,
      Limits limits,
      Optional<Path> archive,
      int archiveKeep) {
    public SyncConfig {
      kinds = Set.copyOf(kinds);
      folders = Map.copyOf(folders);
      folderLines = Map.copyOf(folderLines);
    }
  }

  /** The names of all stores. */
  public List<String> storeNames() {
    return stores.stream().map(StoreConfig::name).toList();
  }
}
