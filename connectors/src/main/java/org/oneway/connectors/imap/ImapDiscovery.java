// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oneway.connectors.shared.dav.Dns;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;

/**
 * Finds the server that has somebody's mail, and tells what there is. A host or an e-mail address
 * is looked up in the DNS (RFC 6186 section 3.2), then under the names that are usual.
 */
final class ImapDiscovery {
  private static final String ADDRESS = "url";

  private ImapDiscovery() {}

  /**
   * What there is at the first place that lets the user in.
   *
   * @throws StoreException.NoService if none is a mail server
   * @throws StoreException.SignInFailed at the first that refuses; no other is told the password
   */
  static Discovery of(StoreSettings settings, Dns dns) throws StoreException {
    String written = settings.value(ADDRESS).orElse("").strip();
    if (written.contains("://")) {
      return at(settings, written);
    }
    String domain = written.substring(written.lastIndexOf('@') + 1);
    if (!domain.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\\d{1,5})?")) {
      throw new StoreException.InputRefused(
          "\"url\" of store \"%s\" is neither a URL nor a host nor an e-mail address"
              .formatted(settings.name()),
          "Write it as  imaps://imap.example.org");
    }
    List<String> tried = new ArrayList<>();
    for (String address : candidates(domain, dns)) {
      try {
        return at(settings, address);
      } catch (StoreException.Unavailable | StoreException.Untrusted e) {
        String ofStore = " (store \"%s\")".formatted(settings.name());
        tried.add(String.valueOf(e.getMessage()).replace(ofStore, ""));
      }
    }
    throw new StoreException.NoService(
        "Cannot find an IMAP service at %s (store \"%s\").\nTried: %s."
            .formatted(written, settings.name(), String.join("; ", tried)),
        "Write the server's own address:  imaps://HOST");
  }

  private static Set<String> candidates(String domain, Dns dns) {
    Set<String> all = new LinkedHashSet<>();
    for (String scheme : List.of("imaps", "imap")) {
      for (Dns.Place place : dns.places("_" + scheme + "._tcp." + domain)) {
        all.add(scheme + "://" + place.host() + ":" + place.port());
      }
    }
    boolean isName = domain.matches(".*[A-Za-z][^:]*");
    for (String prefix : isName ? List.of("imap.", "mail.", "") : List.of("")) {
      all.add("imaps://" + prefix + domain);
    }
    return all;
  }

  private static Discovery at(StoreSettings settings, String address) throws StoreException {
    Map<String, String> values = new HashMap<>(settings.values());
    values.put(ADDRESS, address);
    StoreSettings there =
        new StoreSettings(
            settings.name(),
            settings.directory(),
            values,
            settings.secrets(),
            settings.clock(),
            settings.trace());
    try (ImapSource source = new ImapSource(ImapSettings.of(there), Set.of())) {
      List<Folder> folders = source.folders();
      Map<FolderId, Long> counts = source.mailboxes().counts();
      return new Discovery(
          source.identity(),
          Optional.of(URI.create(address)),
          folders.stream().map(folder -> place(folder, counts, source.mailboxes())).toList(),
          features(source.connection()),
          List.of());
    }
  }

  private static Discovery.Place place(
      Folder folder, Map<FolderId, Long> counts, Mailboxes mailboxes) {
    Optional<Long> count = Optional.ofNullable(counts.get(folder.id()));
    return new Discovery.Place(
        folder,
        Set.of(Kind.MESSAGE),
        count.map(OptionalLong::of).orElse(OptionalLong.empty()),
        rights(mailboxes.rights(folder.id())));
  }

  private static Set<Discovery.Right> rights(Rights rights) {
    if (rights.letters().isEmpty()) {
      return Set.of();
    }
    return rights.lack(Rights.INSERT).isPresent()
        ? EnumSet.of(Discovery.Right.READ)
        : EnumSet.allOf(Discovery.Right.class);
  }

  private static List<String> features(Connection connection) throws StoreException {
    List<String> features = new ArrayList<>();
    features.add(
        connection.canResync()
            ? "tells what changed (QRESYNC)"
            : connection.can("CONDSTORE")
                ? "tells which flags changed (CONDSTORE)"
                : "is listed in every run");
    if (connection.can("MOVE")) {
      features.add("moves messages");
    }
    if (connection.can("UIDPLUS")) {
      features.add("removes single messages");
    }
    return features;
  }
}
