// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Kind;

/**
 * What was found at a store.
 *
 * @param account who one is there, as the store says it: a principal, an address; empty where it
 *     does not know
 * @param address what a configuration writes as {@code url} to come here at once; empty where the
 *     type has none
 * @param places its folders, in the store's order
 * @param features what the server can do, each in a short phrase
 * @param notes what a user should know, each one sentence with its full stop
 */
public record Discovery(
    Optional<String> account,
    Optional<URI> address,
    List<Place> places,
    List<String> features,
    List<String> notes) {
  public Discovery {
    places = List.copyOf(places);
    features = List.copyOf(features);
    notes = List.copyOf(notes);
  }

  /** What a user may do with a folder. */
  public enum Right {
    READ,
    WRITE
  }

  /**
   * A folder.
   *
   * @param kinds what it may hold; empty where that is not known
   * @param items how many are in it, where that was known without reading them
   * @param rights what this user may do; empty where that is not known
   */
  public record Place(Folder folder, Set<Kind> kinds, OptionalLong items, Set<Right> rights) {
    public Place {
      kinds = Set.copyOf(kinds);
      rights = Set.copyOf(rights);
    }

    /** A folder of which nothing else is known. */
    public static Place of(Folder folder) {
      return new Place(folder, Set.of(), OptionalLong.empty(), Set.of());
    }

    /** Whether it is known that nothing can be written. */
    public boolean isReadOnly() {
      return rights.equals(EnumSet.of(Right.READ));
    }
  }
}
