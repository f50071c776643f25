// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.StoreException;

/** Tells people what a service has and can do. */
public final class DavDiscovery {
  private static final Map<String, String> FEATURES =
      new TreeMap<>(
          Map.of(
              "extended-mkcol", "makes folders with their properties",
              "addressbook", "contacts",
              "calendar-access", "calendars",
              "calendar-auto-schedule", "sends invitations by itself",
              "access-control", "rights of each user"));

  private DavDiscovery() {}

  /** What there is; nothing at the server is changed. */
  public static Discovery of(DavSettings settings, Format format) throws StoreException {
    return of(settings, format, Dns.SYSTEM);
  }

  static Discovery of(DavSettings settings, Format format, Dns dns) throws StoreException {
    try (Account account = new Account(new DavClient(settings), format.service(), dns)) {
      List<Collection> collections = account.collections();
      return new Discovery(
          account.identity(),
          Optional.of(account.address()),
          collections.stream().map(collection -> place(collection, format)).toList(),
          features(account, collections),
          List.of());
    }
  }

  private static Discovery.Place place(Collection collection, Format format) {
    Set<Discovery.Right> rights =
        collection.isWritable()
            ? EnumSet.allOf(Discovery.Right.class)
            : EnumSet.of(Discovery.Right.READ);
    return new Discovery.Place(
        collection.folder(), format.kinds(collection.components()), OptionalLong.empty(), rights);
  }

  private static List<String> features(Account account, List<Collection> collections)
      throws StoreException {
    List<String> features = new ArrayList<>();
    String words = account.compliance().orElse("").toLowerCase(Locale.ROOT);
    List<String> known = List.of(words.split("[,\\s]+", -1));
    FEATURES.forEach(
        (word, phrase) -> {
          if (known.contains(word)) {
            features.add(phrase);
          }
        });
    if (!collections.isEmpty()) {
      features.add(noticing(collections));
    }
    Optional<Collection> limited =
        collections.stream().filter(c -> c.largest().isPresent()).findFirst();
    limited.ifPresent(c -> features.add("items of up to " + c.largest().getAsLong() + " bytes"));
    return features;
  }

  /** How it is noticed what changed. */
  private static String noticing(List<Collection> collections) {
    if (collections.stream().anyMatch(Collection::tellsChanges)) {
      return "tells what changed (sync-collection)";
    }
    return collections.stream().anyMatch(collection -> collection.tag().isPresent())
        ? "tells that something changed (ctag)"
        : "is listed in every run";
  }
}
