// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Kind;

/** Opens stores of one type. */
public interface Connector {
  /** The word that a configuration writes for it: {@code vcard}. */
  String type();

  /** What stores of this type can hold; a sync that names no kinds takes what both sides hold. */
  default Set<Kind> kinds() {
    return EnumSet.allOf(Kind.class);
  }

  /**
   * The keys that a store of this type understands beside {@code type} and {@code mode}; the same
   * each time, and no two with one name.
   */
  List<Setting> keys();

  /**
   * What is there: who one is, and which folders there are. Nothing at the store is changed. Where
   * the type has a key {@code url}, its value may here be a host or an e-mail address as well, and
   * the server is searched from there.
   *
   * @throws StoreException if there is no such store; {@link StoreException.NoService} if nothing
   *     of this type was found
   */
  default Discovery discover(StoreSettings settings) throws StoreException {
    try (SourceStore store = openSource(settings)) {
      return new Discovery(
          store.identity(),
          Optional.empty(),
          store.folders().stream().map(Discovery.Place::of).toList(),
          List.of(),
          List.of());
    }
  }

  /**
   * Opens a store for reading; nothing at the store is changed, then or later.
   *
   * @throws StoreException if there is no such store
   */
  SourceStore openSource(StoreSettings settings) throws StoreException;

  /**
   * Opens a store for reading and writing. Nothing is changed before the first write; a store that
   * does not exist yet but can be made is empty.
   *
   * @throws StoreException if there is no such store and none can be made
   */
  TargetStore openTarget(StoreSettings settings) throws StoreException;
}
