// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;

/** Which kinds of items a sync takes. */
final class SyncedKinds {
  private static final Map<String, Kind> SYNCED =
      Stream.of(Kind.values()).collect(Collectors.toUnmodifiableMap(Kind::word, kind -> kind));

  private final List<Connector> connectors;

  SyncedKinds(List<Connector> connectors) {
    this.connectors = connectors;
  }

  /** Those that are named, else all that both stores hold. */
  Set<Kind> of(
      Table section, Optional<StoreConfig> from, Optional<StoreConfig> to, Problems problems) {
    String key = ConfigKey.KINDS.word();
    Set<Kind> held = EnumSet.copyOf(SYNCED.values());
    from.ifPresent(store -> held.retainAll(held(store)));
    to.ifPresent(store -> held.retainAll(held(store)));
    Optional<Set<Kind>> named = section.choices(key, SYNCED);
    Set<Kind> strange = new TreeSet<>(named.orElse(Set.of()));
    strange.removeAll(held);
    if (from.isPresent() && to.isPresent() && (held.isEmpty() || !strange.isEmpty())) {
      problems.add(
          section.positionOf(strange.isEmpty() ? ConfigKey.TO.word() : key),
          "\"%s\" can only hold %s, \"%s\" only %s%s."
              .formatted(
                  from.get().name(),
                  words(held(from.get())),
                  to.get().name(),
                  words(held(to.get())),
                  held.isEmpty() ? ": nothing can be synced" : ""));
    }
    return named.orElse(held);
  }

  private Set<Kind> held(StoreConfig store) {
    return connectors.stream()
        .filter(connector -> connector.type().equals(store.type()))
        .findFirst()
        .map(Connector::kinds)
        .orElse(Set.copyOf(SYNCED.values()));
  }

  private static String words(Set<Kind> kinds) {
    return kinds.stream().sorted().map(Kind::word).collect(Collectors.joining(", "));
  }
}
